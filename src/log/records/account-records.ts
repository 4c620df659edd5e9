import { acted, common, commonStation, ofUser, range, userRoles } from './common.ts';
import type { FieldForms } from './forms.ts';

const usr = { ...common, ...acted, ...ofUser, type: ['usr'] } as const satisfies FieldForms;

/** The whole account after the act. Of an act that another person proposed, the actor is who confirmed it. */
export const account = {
  ...usr,
  act: ['make', 'change'],
  as: userRoles,
  state: ['enabled', 'disabled'],
  created: 'time',
  /** Since when the user has this role, where it is not the first one. */
  'since?': 'time',
  'proposed?': { id: 'name', by: 'pseudonym', 'same?': commonStation },
} as const satisfies FieldForms;

/** What lets a user in was set, used up or ended; no record says what it is. */
export const secret = {
  ...usr,
  act: ['password', 'second-factor', 'recovery-code', 'end-session', 'stop-reset'],
} as const satisfies FieldForms;

/** A one-time link was issued, or used. */
export const accountLink = {
  ...usr,
  act: ['link', 'use-link'],
  purpose: ['password', 'second-factor', 'both'],
  'proposal?': 'name',
  'same?': commonStation,
} as const satisfies FieldForms;

/** `program`: the id of the token that lets it act for the user. */
export const issuedToken = {
  ...usr,
  act: ['make-token'],
  program: 'name',
  as: userRoles,
} as const satisfies FieldForms;

export const revokedToken = { ...usr, act: ['revoke-token'], program: 'name' } as const satisfies FieldForms;

/** The user stands in for the custodian. */
export const deputy = {
  ...usr,
  act: ['deputy'],
  deputy: 'name',
  custodian: 'pseudonym',
  ...range,
} as const satisfies FieldForms;

export const endedDeputy = { ...usr, act: ['end-deputy'], deputy: 'name' } as const satisfies FieldForms;
