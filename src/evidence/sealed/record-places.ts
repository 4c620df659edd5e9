import type { CameraId, RequestId, SiteId, TimeRange } from '../../core/index.ts';
import type { LeafAt } from '../../log/index.ts';

/** A stream whose footage an export takes, and the site of its camera. */
export interface ExportedStream {
  readonly cameraId: CameraId;
  readonly role: 'main' | 'sub';
  readonly siteId: SiteId;
}

/** Where the catalogue says that records stand in the log: a hint, which proofs confirm. Errors: `catalogue-unavailable`. */
export interface RecordPlaces {
  /** The streams of these cameras that are recorded. */
  streams(cameraIds: readonly CameraId[]): Promise<ExportedStream[]>;
  /** Whether every segment and gap of the cameras in that time has a record: those of earlier versions have none. */
  areRecorded(cameraIds: readonly CameraId[], range: TimeRange): Promise<boolean>;
  /** When the gaps of the stream in that time were stated, those without a record left out. */
  gapsStated(stream: ExportedStream, range: TimeRange): Promise<number[]>;
  /** When deletions that reach into that time were confirmed. */
  deletionsStated(range: TimeRange): Promise<number[]>;
  /** Number of the chain's newest record before that leaf, logs of before included; 0 when there is none. */
  newestBelow(chain: string, end: LeafAt): Promise<number>;
  /** The leaves of the records with these numbers, in order; those that are no leaf are left out. */
  leaves(chain: string, first: number, last: number): Promise<LeafAt[]>;
  /** Marks the newest record that waits for the signer, of any chain. */
  newestWaiting(): Promise<number>;
  /** Whether records of these chains still wait, of those up to that mark. */
  isWaiting(chains: readonly string[], mark: number): Promise<boolean>;
}

/** Name of the chain in which the records of a request stand. */
export const requestChain = (id: RequestId): string => `req/${id}`;
