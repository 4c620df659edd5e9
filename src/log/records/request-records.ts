import { acted, common, commonStation, inRequest, ofRequest, range } from './common.ts';
import type { FieldForms } from './forms.ts';

/** A second person who spoke; `behalf`: the custodian in whose place. */
const second = {
  at: 'time',
  by: 'pseudonym',
  'behalf?': 'pseudonym',
  'same?': commonStation,
} as const satisfies FieldForms;

/** The whole request after the step. Drafts have none. */
export const req = {
  ...common,
  ...acted,
  ...ofRequest,
  type: ['req'],
  act: ['file', 'open', 'approve', 'refuse', 'countersign', 'review', 'letter', 'close', 'withdraw'],
  state: ['submitted', 'approved', 'refused', 'closed'],
  revision: 'whole',
  requester: 'pseudonym',
  created: 'time',
  case: 'line',
  'authority?': 'words',
  'basis?': 'words',
  /** The authority's written request. */
  'letter?': { number: 'words', day: 'day' },
  purpose: 'words',
  'report?': 'words',
  urgency: ['routine', 'urgent', 'emergency'],
  /** Of its canonical JSON. */
  area: 'words',
  cams: 'names',
  ...range,
  'awaited?': { at: 'time', until: 'time' },
  /** From then on it opens nothing; absent while it was never approved. */
  'until?': 'time',
  'decision?': { ...second, verdict: ['approved', 'refused'], 'reason?': 'words' },
  'emergency?': {
    reason: 'words',
    'countersigned?': second,
    'review?': { ...second, verdict: ['justified', 'not-justified'], 'reason?': 'words' },
    /** The written request that came later; `earlier`: of the canonical JSON of those that it corrects. */
    'letter?': {
      authority: 'words',
      number: 'words',
      day: 'day',
      at: 'time',
      by: 'pseudonym',
      'earlier?': 'words',
    },
  },
  'closing?': {
    at: 'time',
    by: 'pseudonym',
    outcome: ['found', 'not-found', 'handed-over', 'led-to-handling', 'withdrawn'],
    'note?': 'words',
  },
} as const satisfies FieldForms;

const access = { ...common, ...acted, ...ofRequest, type: ['acc'] } as const satisfies FieldForms;

/** Somebody is shown what there is; `cams`: of how many cameras. */
export const coverageAccess = {
  ...access,
  act: ['coverage'],
  cams: 'whole',
  ...range,
} as const satisfies FieldForms;

/** The footage that a permit opens, in whole GOPs; the record is written before a byte leaves. */
export const issuedAccess = {
  ...access,
  act: ['playlist', 'storyboard', 'changes'],
  cam: 'name',
  ...range,
} as const satisfies FieldForms;

/** The same of one picture; `sha256`: of its file. Records of earlier versions have none. */
export const stillAccess = {
  ...access,
  act: ['still'],
  cam: 'name',
  ...range,
  'sha256?': 'digest',
} as const satisfies FieldForms;

/** Neighbouring GOPs that left under a playlist. */
export const servedAccess = {
  ...access,
  act: ['gops'],
  cam: 'name',
  ...range,
  gops: 'whole',
  bytes: 'whole',
} as const satisfies FieldForms;

/** Bytes `first` to `last` of an export, both included; of papers alone no camera. */
export const downloadAccess = {
  ...access,
  act: ['download'],
  exp: 'name',
  first: 'whole',
  last: 'whole',
  'footage?': { cam: 'name', ...range },
} as const satisfies FieldForms;

/** How many of those bytes the connection took. */
export const downloadEnd = {
  ...access,
  act: ['downloaded'],
  exp: 'name',
  first: 'whole',
  last: 'whole',
  sent: 'whole',
} as const satisfies FieldForms;

/** The content of an export, as ordered. */
export const ord = {
  ...common,
  ...acted,
  ...ofRequest,
  type: ['ord'],
  exp: 'name',
  cams: 'names',
  ...range,
  originals: ['with', 'without'],
  clips: ['with', 'without'],
} as const satisfies FieldForms;

const exported = {
  ...common,
  ...acted,
  ...ofRequest,
  type: ['exp'],
  exp: 'name',
} as const satisfies FieldForms;

/** `sha256`: of the manifest, as in `handOver`. */
export const builtExport = {
  ...exported,
  act: ['build'],
  files: 'whole',
  bytes: 'whole',
  sha256: 'digest',
} as const satisfies FieldForms;

/** It was never built. `why`: the code, where the service ended it. */
export const endedExport = {
  ...exported,
  act: ['cancel', 'fail'],
  'why?': 'name',
} as const satisfies FieldForms;

/**
 * The recipient acknowledged the manifest's digest: by a link, which no user opened, or on a form, of which the officer says so. `to`:
 * of canonical JSON, who that is.
 */
export const handOver = {
  ...exported,
  act: ['hand-over'],
  sha256: 'digest',
  how: ['link', 'form'],
  to: 'words',
} as const satisfies FieldForms;

/** With `req` in the chain of the request that placed it, else in a chain of its own. */
const ofHold = { hold: 'name', 'req?': 'name', ...inRequest } as const satisfies FieldForms;

/** The whole hold after it was placed, or prolonged to `review`. */
export const heldFootage = {
  ...common,
  ...acted,
  ...ofHold,
  type: ['hold'],
  act: ['place', 'review'],
  owner: 'pseudonym',
  created: 'time',
  case: 'line',
  reason: 'words',
  cams: 'names',
  ...range,
  review: 'time',
} as const satisfies FieldForms;

/** `at`: when the hold ended. */
export const endedHold = {
  ...common,
  ...acted,
  ...ofHold,
  type: ['release'],
  reason: 'words',
} as const satisfies FieldForms;
