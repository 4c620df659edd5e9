import { type Role, roles } from '../../../../src/access/index.ts';
import type { RouteName } from '../../../../src/client/index.ts';
import { type Admitted, matrix } from './table.ts';

export const states = ['founding', 'founded'] as const;
export type State = (typeof states)[number];

/** Who calls: without any credential, with a session that owes the second factor, or as a role, by session or by token. */
export type Caller = 'nobody' | 'half signed in' | Role | `program of ${Role}`;

export const callers: readonly Caller[] = [
  'nobody',
  'half signed in',
  ...roles,
  ...roles.map((role) => `program of ${role}` as const),
];

/** Of which ward the caller is, and of which the thing in the path. */
const relations = ['own ward', 'thing of another ward', 'caller of another ward'] as const;
type Relation = (typeof relations)[number];

/** One call, and its answer: `let in`, `taken`, or the status and code of its refusal. */
export interface Cell {
  readonly route: RouteName;
  readonly caller: Caller;
  readonly relation: Relation;
  readonly expected: string;
}

export const routeNames = Object.keys(matrix) as RouteName[];
export const namesThing = (route: RouteName): boolean => route.includes('/:');

/** What may be asked of a route in that state. A stranger learns nothing of the state: one is enough. */
const relationsOf = (route: RouteName, state: State): readonly Relation[] =>
  relations.filter(
    (relation) =>
      relation === 'own ward' ||
      (relation === 'thing of another ward' ? namesThing(route) : state === 'founded'),
  );

/** All calls of a route in that state of the ward. */
export const cellsOf = (route: RouteName, state: State): Cell[] =>
  relationsOf(route, state).flatMap((relation) =>
    callers.map((caller) => {
      const cell = { route, caller, relation };
      return { ...cell, expected: expectedOf(cell, state) };
    }),
  );

function expectedOf({ route, caller, relation }: Omit<Cell, 'expected'>, state: State): string {
  const { who, unknown, answers } = matrix[route];
  const known = relation === 'caller of another ward' ? strangers(caller) : undefined;
  const refusal = who.by === 'anyone' ? undefined : (known ?? refusalOf(who, caller));
  if (refusal !== undefined) return refusal;
  if (relation === 'thing of another ward') return `404 ${unknown}`;
  return answers?.[states.indexOf(state)] ?? 'let in';
}

/** Credentials of another ward are none. */
const strangers = (caller: Caller): string =>
  caller.startsWith('program') ? '401 token-refused' : '401 sign-in-needed';

function refusalOf(who: Exclude<Admitted, { by: 'anyone' }>, caller: Caller): string | undefined {
  if (caller === 'nobody') return '401 sign-in-needed';
  const isProgram = caller.startsWith('program of ');
  if (who.by === 'account') {
    if (isProgram) return '403 session-needed';
    return caller === 'half signed in' && !who.isHalf ? '403 second-factor-not-enrolled' : undefined;
  }
  if (caller === 'half signed in') return '403 second-factor-not-enrolled';
  const isAdmitted = who.roles.some(
    (role) => caller === role || (who.programs && caller === `program of ${role}`),
  );
  return isAdmitted ? undefined : '403 role-refused';
}
