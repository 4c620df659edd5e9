import { acted, common, inStrand, ofKey, ofPolicy, ofSite, range, shortened } from './common.ts';
import type { FieldForms } from './forms.ts';

const hostClock = { ...common, ...ofSite, type: ['clk'] } as const satisfies FieldForms;

/** The clock of a host stepped; forward is positive. */
export const clockStep = { ...hostClock, act: ['step'], step_ms: 'integer' } as const satisfies FieldForms;

/** `sync`: the state in `clk` is another one than before. `trust`: expiry believes the clock, from now on or again. */
export const clockState = { ...hostClock, act: ['sync', 'trust'] } as const satisfies FieldForms;

/** Expiry does not believe the clock. */
export const clockDoubt = {
  ...hostClock,
  act: ['doubt'],
  fault: ['clock-unsynchronised', 'clock-stepped', 'clock-behind', 'clock-ahead'],
} as const satisfies FieldForms;

/** A person says that the clock is right. */
export const clockWord = {
  ...hostClock,
  ...acted,
  act: ['confirm'],
  shortened,
} as const satisfies FieldForms;

/** That word is taken back: by a custodian (`stop`) or an admin. */
export const clockStop = { ...hostClock, ...acted, act: ['stop', 'withdraw'] } as const satisfies FieldForms;

/** Objects of a store were read again: how many, and how many were not what their records say. */
export const check = {
  ...common,
  ...ofSite,
  type: ['chk'],
  act: ['run'],
  store: 'name',
  objs: 'whole',
  bytes: 'whole',
  differ: 'whole',
} as const satisfies FieldForms;

/** One that was not; without `found` it was not there. */
export const difference = {
  ...common,
  ...ofSite,
  type: ['chk'],
  act: ['differ'],
  store: 'name',
  key: 'name',
  'found?': 'digest',
} as const satisfies FieldForms;

/** The ward stated that it has no footage of a place at that time. `sha256`: of the statement as it was given out; `cams`: of how many cameras. */
export const neg = {
  ...common,
  ...acted,
  ...ofSite,
  type: ['neg'],
  neg: 'name',
  ...range,
  cams: 'whole',
  sha256: 'digest',
} as const satisfies FieldForms;

/** A custody event by its number; `sha256`: of its bytes, which stay in the catalogue. */
export const ev = {
  ...common,
  ...inStrand,
  type: ['ev'],
  no: 'whole',
  sha256: 'digest',
} as const satisfies FieldForms;

/**
 * A key takes the place of another; both as verifier keys, and both sign the canonical form without `sigs`. `leaked`: others may have
 * the old one, so that its signatures of later say nothing.
 */
export const key = {
  ...common,
  ...ofKey,
  type: ['key'],
  old: 'name',
  new: 'name',
  'leaked?': [1],
  sigs: { old: 'signature', new: 'signature' },
} as const satisfies FieldForms;

/** A version of the retention policy. `sha256`: of its document as canonical JSON; without one nothing expires. */
export const pol = {
  ...common,
  ...acted,
  ...ofPolicy,
  type: ['pol'],
  version: 'whole',
  cause: ['set', 'stopped', 'withdrawn', 'joined'],
  'sha256?': 'digest',
  'shortened?': shortened,
} as const satisfies FieldForms;

/** The site's service lives, and its clock is as `clk` says. */
export const hb = { ...common, ...ofSite, type: ['hb'] } as const satisfies FieldForms;

/**
 * The first leaf of a log that was opened anew: it continues the log `chain`, of which `size` leaves with this root can be proved. Nobody
 * can tell whether more were signed.
 */
export const logLink = {
  ...common,
  type: ['link'],
  act: ['log'],
  chain: 'name',
  size: 'whole',
  root: 'digest',
  reason: ['memory-lost'],
} as const satisfies FieldForms;

/** Continues an older chain that ended with `count` events, the last of this hash. */
export const link = {
  ...common,
  type: ['link'],
  chain: 'name',
  seq: 'whole',
  sha256: 'digest',
  count: 'whole',
} as const satisfies FieldForms;
