import type { ClosedFile, NodeId, RunId, StreamId } from '../core/index.ts';
import type { ClosedSegment, Run } from './segment.ts';

/**
 * Name of a spool file. The layout: `spool/<node>/<stream>/<run>/` with `run.json`, `000000.mp4`, and
 * `000000.json` beside each closed file. Footage waits there while store or catalogue are unavailable (I10).
 */
export const spoolFileName = (seq: number): string => String(seq).padStart(6, '0');

/** A run's directory, held by the worker that opened it. */
export interface OpenRun {
  readonly directory: string;
  /** Descriptor of the run's lock. A process that inherits it keeps the run live as long as it lives. */
  readonly lockFd: number;
  /** Nothing is added to the run any more: the scan may recover or remove it. */
  release(): Promise<void>;
}

/** The recorder's view of the spool. */
export interface RunSpool {
  readonly nodeId: NodeId;
  /** Whether the disk has more free space than its reserve. */
  hasFreeSpace(): Promise<boolean>;
  /**
   * Makes the run's directory with `run.json`, live until it is released. Errors: `unavailable` `spool-full` and others
   * of the disk, each with a sentence for technicians.
   */
  openRun(run: Run): Promise<OpenRun>;
  /** Replaces `run.json`, when the wall time of the first frame is known better. */
  updateRun(run: Run): Promise<void>;
  /** Stores the facts of a closed file beside it. From then on the file may be ingested. */
  closeSegment(run: Run, closed: ClosedSegment): Promise<void>;
}

export interface SpooledName {
  readonly streamId: StreamId;
  readonly runId: RunId;
  readonly seq: number;
}

/** A spool file that waits for ingest. */
export interface SpooledFile {
  readonly seq: number;
  /** Absent when the recorder was killed before the file closed, or before it could report that. */
  readonly closed?: ClosedSegment;
}

/** One run in the spool, as the scan finds it. */
export interface SpooledRun {
  readonly run: Run;
  /** Its worker or its recorder lives: files without facts are still being written. */
  readonly live: boolean;
  /** Ordered by `seq`. */
  readonly files: readonly SpooledFile[];
  /** Facts of the newest closed file, which may already be ingested and removed. */
  readonly lastClosed?: ClosedSegment;
}

/** A run that is over and whose `run.json` is damaged or lost. */
export interface StrayRun {
  readonly streamId: StreamId;
  readonly runId: RunId;
  /** The facts beside its files. */
  readonly closed: readonly ClosedSegment[];
}

/** Tells which run it is. `unknown`: nobody knows, its files are put aside; `later`: it stays for the next scan. */
export type NameRun = (stray: StrayRun) => Promise<Run | 'unknown' | 'later'>;

/** Ingest's view of the spool; it removes files after the commit. */
export interface SpoolReader {
  readonly nodeId: NodeId;
  /**
   * Returns all runs of this node. Removes empty directories of finished runs, and writes the `run.json` that a stray run
   * lacks, as `name` says it.
   */
  scan(name: NameRun): Promise<SpooledRun[]>;
  readRun(streamId: StreamId, runId: RunId): Promise<Run | undefined>;
  /** Facts of a closed file; `undefined` when it is absent or open. */
  readClosed(streamId: StreamId, runId: RunId, seq: number): Promise<ClosedSegment | undefined>;
  /**
   * Lends the file's bytes, read once after an fsync, until `use` settles; later calls overwrite them. `file` tells which file
   * was read. `undefined` when it is absent.
   */
  withFile<T>(
    name: SpooledName,
    use: (bytes: Uint8Array, file: ClosedFile) => Promise<T>,
  ): Promise<T | undefined>;
  /** Writes the facts of a file whose recorder was killed. */
  recoverSegment(run: Run, closed: ClosedSegment): Promise<void>;
  /** Removes file and facts. Only after the segment's transaction committed (I2). */
  remove(streamId: StreamId, runId: RunId, seq: number): Promise<void>;
  /** Moves a file that cannot be ingested aside, with the reason; never discards it. */
  quarantine(streamId: StreamId, runId: RunId, seq: number, reason: string): Promise<void>;
}
