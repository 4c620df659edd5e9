import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../../../support/postgres.ts';
import { aUser } from '../api-harness.ts';
import type { Answer } from '../client.ts';
import { clientWith, headersOf, leaving } from './callers.ts';
import { call } from './calls.ts';
import { type Cell, callers, cellsOf, namesThing, routeNames, states } from './cells.ts';
import { matrix } from './table.ts';
import { aToken } from './things.ts';
import { type FullWard, raise, setState } from './wards.ts';

let postgres: TestPostgres;
let theirs: FullWard;
let ours: FullWard;

beforeAll(async () => {
  postgres = await startPostgres();
  theirs = await raise(postgres);
  await theirs.api.deps.users.create(...aUser('auditor', 'stranger'));
});
afterAll(async () => {
  await theirs.api.close();
  await postgres.stop();
});

async function answerOf({ route, caller, relation }: Cell): Promise<Answer> {
  const isStranger = relation === 'caller of another ward';
  const leaves = route === 'delete /api/session' && !isStranger;
  const known = (isStranger ? theirs : ours).credentials.get(caller);
  const shown = (leaves && (await leaving(ours.api, caller))) || known;
  if (!shown) throw new Error(`there are no credentials of ${caller}`);
  const named = { api: ours.api, things: (relation === 'own ward' ? ours : theirs).things };
  return call(clientWith(ours.api, shown), route, named, headersOf(shown));
}

/** One after the other where something may change. */
async function answersOf(cells: readonly Cell[]): Promise<Answer[]> {
  const [own, others] = [true, false].map((isOwn) =>
    cells.filter(({ relation }) => (relation === 'own ward') === isOwn),
  ) as [Cell[], Cell[]];
  const answers = [];
  for (const cell of own) answers.push(await answerOf(cell));
  return [...answers, ...(await Promise.all(others.map(answerOf)))];
}

const refusals = [
  'sign-in-needed',
  'token-refused',
  'session-needed',
  'second-factor-not-enrolled',
  'role-refused',
];

/** In the words of the cell. A route without a row of its own for the founding answers anything once it lets in. */
function seen({ status, body }: Answer, { expected }: Cell): string {
  if (expected === 'let in' && status !== 500 && !refusals.includes(body.code)) return 'let in';
  return status < 300 ? 'taken' : expected.includes(' ') ? `${status} ${body.code}` : body.code;
}

const told = ({ caller, relation }: Cell, answer: string): string => `${relation}, ${caller}: ${answer}`;

describe.each(states)('when the ward is %s', (state) => {
  beforeAll(async () => {
    ours = await raise(postgres, theirs.api);
    await setState(ours, state);
  });
  afterAll(() => ours.api.close());

  it('signs in nobody of another ward by name and password', async () => {
    const form = { name: 'stranger', password: aToken.password };
    const { status, body } = await ours.api.anonymous().post('/api/session', form);
    expect([status, body.code]).toEqual([401, 'sign-in-refused']);
    expect((await theirs.api.anonymous().post('/api/session', form)).status).toBe(201);
  });

  it.each(routeNames)(
    'answers every caller, of its own ward and another, as the matrix says: %s',
    async (route) => {
      const cells = cellsOf(route, state);
      const answers = await answersOf(cells);
      const actual = cells.map((cell, index) => told(cell, seen(answers[index] as Answer, cell)));
      expect(actual).toEqual(cells.map((cell) => told(cell, cell.expected)));
      if (namesThing(route)) expect(codesOfOwn(cells, answers)).not.toEqual([matrix[route].unknown]);
    },
  );
});

/** What those who are let in are told about a thing of their own ward. */
function codesOfOwn(cells: readonly Cell[], answers: readonly Answer[]): string[] {
  const codes = cells.flatMap(({ relation, expected }, index) =>
    relation === 'own ward' && expected === 'let in' ? [answers[index]?.body.code ?? ''] : [],
  );
  return [...new Set(codes)];
}

describe('when the matrix is generated', () => {
  it('has a cell for each route, caller, ward and state', () => {
    const cells = states.flatMap((state) => routeNames.flatMap((route) => cellsOf(route, state)));
    const withThing = routeNames.filter(namesThing).length;
    const perCaller = states.length * (routeNames.length + withThing) + routeNames.length;
    expect(cells.length).toBe(perCaller * callers.length);
    console.log(`${cells.length} cells: ${routeNames.length} routes, ${callers.length} callers`);
  });
});
