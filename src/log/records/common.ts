import type { FieldForms } from './forms.ts';

/** The fields of every record. Actors are pseudonyms, so that the bytes may be deleted and the hash stay. */
export const common = {
  v: [1],
  /** Origin of the log. */
  log: 'name',
  id: 'name',
  /** When it was done, by the clock of who says so. */
  at: 'time',
  boot: 'name',
  /** Since the machine's start. */
  mono_ms: 'whole',
  /** The clock of the process: how far off it is at most, where that is known. */
  clk: { state: ['sync', 'free', 'unknown'], 'off_ms?': 'integer', 'err_ms?': 'whole', 'src?': 'name' },
  by: { id: 'name', version: 'name', build: 'name' },
  salt: 'salt',
  /** Of what an earlier version left without a record. */
  'adopted?': [1],
} as const satisfies FieldForms;

/** Place in a chain of `seq` and `prev`; the subject, which names the chain, stands beside it. */
const inChain = { seq: 'whole', prev: 'digest' } as const satisfies FieldForms;

export const inStream = { cam: 'name', stream: ['main', 'sub'], ...inChain } as const satisfies FieldForms;
export const ofCamera = { cam: 'name', ...inChain } as const satisfies FieldForms;
export const ofSite = { site: 'name', ...inChain } as const satisfies FieldForms;
export const ofUser = { user: 'pseudonym', ...inChain } as const satisfies FieldForms;
export const ofPolicy = inChain;
/** Custody events are about many subjects: their records stand in whichever of these chains nobody holds. */
export const inStrand = { strand: 'whole', ...inChain } as const satisfies FieldForms;
/** By what it signs. */
export const ofKey = { use: ['log', 'export'], ...inChain } as const satisfies FieldForms;
/** Of a request, or of a hold that no request placed. */
export const inRequest = { rseq: 'whole', rprev: 'digest' } as const satisfies FieldForms;
export const ofRequest = { req: 'name', ...inRequest } as const satisfies FieldForms;

/** Of users. */
export const userRoles = ['technician', 'officer', 'custodian', 'auditor', 'admin'] as const;

/** Who did it, in which role; the service itself has no `actor`. `token`: of the program that acted for the actor. */
export const acted = {
  'actor?': 'pseudonym',
  role: [...userRoles, 'service'],
  'token?': 'name',
} as const satisfies FieldForms;

/** What the acts of two people had in common within an hour. */
export const commonStation = ['browser', 'address', 'both'] as const;

/** Time of footage, from the first instant to the end. */
export const range = { t0: 'time', t1: 'time' } as const satisfies FieldForms;

/** What a camera says of itself. */
export const device = {
  'epr?': 'name',
  'mac?': 'name',
  'serial?': 'line',
  'fw?': 'line',
} as const satisfies FieldForms;

/** What will expire sooner, counted when it was decided, and from when on. */
export const shortened = {
  from: 'time',
  segs: 'whole',
  cams: 'whole',
  ms: 'whole',
  bytes: 'whole',
} as const satisfies FieldForms;
