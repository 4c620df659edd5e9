/** Everything that readiness asks for, by name. Those of the first line are what the api process needs to answer. */
export const needNames = [
  ...(['postgresql', 'migrations', 'redis', 'store'] as const),
  ...(['worker:record', 'worker:ingest', 'worker:maintain', 'worker:sign'] as const),
  ...([
    'recording',
    'disk',
    'quarantine',
    'expiry',
    'policy',
    'networks',
    'keys',
    'redis:memory',
    'log',
  ] as const),
  ...(['footage', 'facts', 'pictures'] as const),
] as const;

export type NeedName = (typeof needNames)[number];

/** Why a need is unmet. The console has words for each code. */
export const lackCodes = [
  'no-answer',
  'not-known',
  'read-only',
  'schema-old',
  'ward-not-ours',
  'store-denied',
  'store-full',
  'store-read-only',
  'store-unsafe',
  'store-not-ours',
  'redis-evicts',
  'worker-missing',
  'nothing-recorded',
  'disk-low',
  'files-aside',
  'footage-altered',
  'clock-unsynchronised',
  'clock-stepped',
  'clock-behind',
  'clock-ahead',
  'objects-missing',
  'deletions-late',
  'no-policy',
  'cameras-outside',
  'retention-floor-low',
  'keys-unsaved',
  'log-memory-lost',
  'log-differs',
  'log-key-refused',
  'log-clock-back',
  'log-behind-witness',
  'log-forked',
  'heads-kept',
  'records-refused',
  'facts-pending',
  'facts-altered',
  'pictures-late',
] as const;

export type LackCode = (typeof lackCodes)[number];

/** What is missing. */
export interface Lack {
  readonly code: LackCode;
  /** In our own words, which anyone may read: of an error that was thrown only the log tells. */
  readonly reason: string;
  /** The site that it concerns, where that need not be the one that asks. */
  readonly site?: string;
}

/** One thing the service cannot do without, or not do well. */
export interface Need {
  readonly name: NeedName;
  /** What is missing; nothing where the need is met. Rejects when that cannot be determined. */
  readonly check: () => Promise<readonly Lack[]>;
}

export const lack = (code: LackCode, reason: string, more: Pick<Lack, 'site'> = {}): Lack => ({
  code,
  reason,
  ...more,
});
