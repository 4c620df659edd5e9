import type { FieldForms, FieldsOf } from '../../log/index.ts';

const number = { rseq: 'whole', sha256: 'digest' } as const satisfies FieldForms;

/** What a file of a bundle is for; a name tells it, see `roleOf`. */
export const bundleRoles = [
  'checkpoint',
  'timestamp',
  'head',
  'key',
  'custody',
  'record',
  'proof',
  'paper',
  'index',
  'picture',
  'clip',
  'original',
] as const;

export type BundleRole = (typeof bundleRoles)[number];

/** The members of `manifest.json` that are no lists. */
export const manifestHead = {
  v: [1],
  format: ['evd/1'],
  export: 'name',
  at: 'time',
  by: { id: 'name', version: 'name', build: 'name' },
  /** Of `checkpoint`. */
  log: { origin: 'name', size: 'whole', root: 'digest' },
  /** The newest record of the request when the export was ordered. */
  request: { id: 'name', ...number },
  /** The `ord` record of this export. */
  order: number,
  scope: {
    cams: 'names',
    t0: 'time',
    t1: 'time',
    originals: ['with', 'without'],
    clips: ['with', 'without'],
  },
  /** What the bundle does not show. */
  limits: 'names',
} as const satisfies FieldForms;

export const listedFile = {
  path: 'name',
  bytes: 'whole',
  sha256: 'digest',
  role: bundleRoles,
} as const satisfies FieldForms;

/** What `records/<cam>/<stream>.jsonl` holds: numbers of the first and last record, and how many are what. */
export const coveredStream = {
  cam: 'name',
  stream: ['main', 'sub'],
  first: 'whole',
  last: 'whole',
  segs: 'whole',
  gaps: 'whole',
} as const satisfies FieldForms;

/** A clip: `t0` is its media time zero. */
export const derivedClip = {
  path: 'name',
  cam: 'name',
  stream: ['main', 'sub'],
  t0: 'time',
  tool: 'line',
} as const satisfies FieldForms;

export type ListedFile = FieldsOf<typeof listedFile>;
export type CoveredStream = FieldsOf<typeof coveredStream>;
export type DerivedClip = FieldsOf<typeof derivedClip>;

/** `manifest.json` of `evd/1`. */
export type BundleManifest = FieldsOf<typeof manifestHead> & {
  readonly coverage: readonly CoveredStream[];
  readonly derived: readonly DerivedClip[];
  /** In the order of the ZIP. */
  readonly files: readonly ListedFile[];
};
