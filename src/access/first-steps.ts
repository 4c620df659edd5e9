import type { MailState } from './notification/mail-state.ts';
import { type Action, type Role, roles, rolesThatMay } from './roles.ts';
import type { User } from './users.ts';

export const firstStepNames = ['people', 'map', 'cameras', 'notices', 'policy', 'mail'] as const;
export type FirstStepName = (typeof firstStepNames)[number];

/** The right that each step takes. */
export const actionOfStep = {
  people: 'manage-users',
  map: 'manage-places',
  cameras: 'manage-cameras',
  notices: 'manage-cameras',
  policy: 'manage-retention',
  mail: 'manage-users',
} as const satisfies Record<FirstStepName, Action>;

/** Counts and states of the service that tell which steps are done. */
export interface SetUpFacts {
  readonly users: readonly User[];
  /** Shapes of the ward's map. */
  readonly shapes: number;
  readonly cameras: number;
  /** Cameras with a notice in force. */
  readonly noticed: number;
  readonly hasPolicy: boolean;
  readonly mail: MailState;
}

/** A step of setting the service up. It is done when `done` equals `of`: nothing is stored about it. */
export interface FirstStep {
  readonly step: FirstStepName;
  readonly done: number;
  /** At least 1. */
  readonly of: number;
  /** Who may do it. */
  readonly roles: readonly Role[];
  /** Full names of the enabled users of these roles. */
  readonly people: readonly string[];
}

export function firstSteps(facts: SetUpFacts): FirstStep[] {
  const enabled = facts.users.filter((user) => user.enabled);
  return firstStepNames.map((step) => {
    const may = rolesThatMay(actionOfStep[step]);
    const people = enabled.filter(({ role }) => may.includes(role)).map(({ fullName }) => fullName);
    return { step, ...progressOf[step](facts), roles: may, people };
  });
}

/** Roles of which there is no enabled user. */
export const rolesWithoutPeople = (users: readonly User[]): readonly Role[] =>
  roles.filter((role) => !users.some((user) => user.enabled && user.role === role));

type Progress = Pick<FirstStep, 'done' | 'of'>;

const once = (isDone: boolean): Progress => ({ done: isDone ? 1 : 0, of: 1 });
const share = (done: number, of: number): Progress => ({ done, of: Math.max(1, of) });

const progressOf: Readonly<Record<FirstStepName, (facts: SetUpFacts) => Progress>> = {
  people: ({ users }) => share(roles.length - rolesWithoutPeople(users).length, roles.length),
  map: ({ shapes }) => once(shapes > 0),
  cameras: ({ cameras }) => share(cameras, cameras),
  notices: ({ cameras, noticed }) => share(noticed, cameras),
  policy: ({ hasPolicy }) => once(hasPolicy),
  mail: ({ mail }) => share(mail.hasServer ? mail.people - mail.withoutAddress : 0, mail.people),
};
