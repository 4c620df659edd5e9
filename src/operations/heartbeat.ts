/** What the signer tells of its last round. */
export interface SignerTold {
  /** Code of what stopped it, until a person has looked. */
  readonly stop?: string;
  /** Chains that stand still behind a refused record, and the place of one: its chain and its number. */
  readonly refused?: { readonly chains: number; readonly first: string };
}

/** The report of a worker process, every few seconds. */
export interface Heartbeat {
  /** Node and process: a new one after every start. */
  readonly worker: string;
  /** The name of its machine; absent for a worker of an older version. */
  readonly host?: string;
  readonly roles: readonly string[];
  /** Whose jobs it does; absent for a worker of an older version. */
  readonly site?: string;
  /** Less than the reserve is free on its host. */
  readonly isDiskLow?: boolean;
  /** Segments that lie in its spool; absent when it does not ingest. */
  readonly spoolWaiting?: number;
  /** Files of its host that were put aside because they cannot be ingested; absent for a worker without ingest. */
  readonly quarantined?: { readonly files: number; readonly sizeBytes: number };
  /** Absent for a worker that does not sign. */
  readonly signer?: SignerTold;
  /** 99th percentile since the last beat. */
  readonly eventLoopLagMs: number;
  /** Since its start, by job and outcome: `ingest-segment done`. */
  readonly jobs: Readonly<Record<string, number>>;
}

/** A worker is missed after three beats that did not come. */
export const beatEveryMs = 5_000;
export const missedAfterMs = 3 * beatEveryMs;

/** Where workers beat, by the server's clock. Errors: `unavailable` `catalogue-unavailable`. */
export interface HeartbeatRepository {
  beat(heartbeat: Heartbeat): Promise<void>;
  /** Those not missed. */
  alive(): Promise<Heartbeat[]>;
  /** Workers of the last day that have not signed off, and whether each lives. */
  known(): Promise<readonly { readonly worker: string; readonly isAlive: boolean }[]>;
  /** A worker that ends signs off, so that it is not missed. */
  leave(worker: string): Promise<void>;
}
