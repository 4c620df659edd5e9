import type { NodeId, RunId, StreamId } from '../core/index.ts';
import type { ClosedSegment, Run } from './segment.ts';

/**
 * The spool: `spool/<node>/<stream>/<run>/` with `run.json`, `000000.mp4`, and `000000.json` beside each closed file.
 * Footage waits there while the store or the catalogue is away (I10).
 */
export const spoolFileName = (seq: number): string => String(seq).padStart(6, '0');

/** What the recorder writes. */
export interface RunSpool {
  readonly nodeId: NodeId;
  /** Whether the disk has more left than its reserve. */
  hasRoom(): Promise<boolean>;
  /** Makes the run's directory, `run.json` in it, and answers its path. Errors: `unavailable` `spool-full`. */
  openRun(run: Run): Promise<string>;
  /** Replaces `run.json`: the first frame's wall time is known better now. */
  updateRun(run: Run): Promise<void>;
  /** Keeps the facts of a closed file beside it. From then on the file may be ingested. */
  closeSegment(run: Run, closed: ClosedSegment): Promise<void>;
}

export interface SpooledName {
  readonly streamId: StreamId;
  readonly runId: RunId;
  readonly seq: number;
}

/** A spool file that waits to be ingested. */
export interface SpooledFile {
  readonly seq: number;
  /** Absent: its recorder was killed before the file closed, or before it could say so. */
  readonly closed?: ClosedSegment;
}

/** What the scan finds of one run. */
export interface SpooledRun {
  readonly run: Run;
  /** A recorder holds its lock: files without facts are still being written. */
  readonly live: boolean;
  /** In order of `seq`. */
  readonly files: readonly SpooledFile[];
  /** Facts of the newest file that was closed, though that file may be ingested and gone. */
  readonly lastClosed?: ClosedSegment;
}

/** What ingest reads and, after the commit, removes. */
export interface SpoolReader {
  readonly nodeId: NodeId;
  /** All runs of this node. Empty directories of runs that are over are removed on the way. */
  scan(): Promise<SpooledRun[]>;
  readRun(streamId: StreamId, runId: RunId): Promise<Run | undefined>;
  /** The facts of a closed file, if it is there and closed. */
  readClosed(streamId: StreamId, runId: RunId, seq: number): Promise<ClosedSegment | undefined>;
  /**
   * Lends the file's bytes, after an fsync, until `use` settles; then they are overwritten. `undefined` when the file
   * is not there (any more).
   */
  withFile<T>(name: SpooledName, use: (bytes: Uint8Array) => Promise<T>): Promise<T | undefined>;
  /** Writes the facts of a file whose recorder was killed. */
  recoverSegment(run: Run, closed: ClosedSegment): Promise<void>;
  /** Removes file and facts. Only after the segment's transaction committed (I2). */
  remove(streamId: StreamId, runId: RunId, seq: number): Promise<void>;
  /** Puts a file that cannot be ingested aside with the reason; never discards it. */
  quarantine(streamId: StreamId, runId: RunId, seq: number, reason: string): Promise<void>;
}
