import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isId, type NodeId, type RunId, type StreamId, unavailable } from '../../../core/index.ts';
import {
  type ClosedSegment,
  type Run,
  type RunSpool,
  type SpooledFile,
  type SpooledName,
  type SpooledRun,
  type SpoolReader,
  spoolFileName,
} from '../../../recording/index.ts';
import { errnoOf } from '../disk-errors.ts';
import { isBelowReserve } from '../disk-room.ts';
import { readInto } from '../durable-file.ts';
import { BufferPool } from './buffer-pool.ts';
import { readJson, unlessMissing, writeOnce, writeWhole } from './facts-file.ts';
import { isLocked } from './run-lock.ts';

const runFile = 'run.json';
const lastClosedFile = 'last-closed.json';

export interface DiskSpoolOptions {
  /** A run whose files changed that lately may still have facts on their way, though its lock is free. */
  readonly settleMs?: number;
  /** Left free on the disk: no run is opened below it. */
  readonly reserveBytes?: number;
}

/**
 * The spool on this host's disk: `<root>/<node>/<stream>/<run>/`. Facts are written to a temporary name, fsynced and
 * linked, so that a file of facts is whole or absent, and the first one stands.
 */
export class DiskSpool implements RunSpool, SpoolReader {
  private readonly home: string;
  private readonly buffers = new BufferPool(3);

  private readonly settleMs: number;
  private readonly reserveBytes: number;

  constructor(
    private readonly root: string,
    readonly nodeId: NodeId,
    { settleMs = 10_000, reserveBytes = 0 }: DiskSpoolOptions = {},
  ) {
    this.home = join(root, nodeId);
    this.settleMs = settleMs;
    this.reserveBytes = reserveBytes;
  }

  async hasFreeSpace(): Promise<boolean> {
    return !(await isBelowReserve(this.root, this.reserveBytes));
  }

  async openRun(run: Run): Promise<string> {
    if (!(await this.hasFreeSpace())) throw spoolFull();
    const directory = this.directoryOf(run.streamId, run.id);
    await spoolWrite(async () => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await writeWhole(directory, runFile, run);
    });
    return directory;
  }

  async updateRun(run: Run): Promise<void> {
    await spoolWrite(() => writeWhole(this.directoryOf(run.streamId, run.id), runFile, run));
  }

  async closeSegment(run: Run, closed: ClosedSegment): Promise<void> {
    const directory = this.directoryOf(run.streamId, run.id);
    await spoolWrite(async () => {
      // A recovered file may be older than the newest.
      const last = await readJson<ClosedSegment>(join(directory, lastClosedFile));
      if (!last || last.seq < closed.seq) await writeWhole(directory, lastClosedFile, closed);
      await writeOnce(directory, `${spoolFileName(closed.seq)}.json`, closed);
    });
  }

  recoverSegment(run: Run, closed: ClosedSegment): Promise<void> {
    return this.closeSegment(run, closed);
  }

  async scan(): Promise<SpooledRun[]> {
    const found: SpooledRun[] = [];
    for (const streamId of (await namesIn(this.home)).filter((name) => isId('stream', name))) {
      for (const runId of (await namesIn(join(this.home, streamId))).filter((name) => isId('run', name))) {
        const spooled = await this.scanRun(streamId, runId);
        if (spooled) found.push(spooled);
      }
    }
    return found;
  }

  async readRun(streamId: StreamId, runId: RunId): Promise<Run | undefined> {
    return readJson<Run>(join(this.directoryOf(streamId, runId), runFile));
  }

  async readClosed(streamId: StreamId, runId: RunId, seq: number): Promise<ClosedSegment | undefined> {
    return readJson<ClosedSegment>(this.pathOf(streamId, runId, `${spoolFileName(seq)}.json`));
  }

  async withFile<T>(
    { streamId, runId, seq }: SpooledName,
    use: (bytes: Uint8Array) => Promise<T>,
  ): Promise<T | undefined> {
    const path = this.pathOf(streamId, runId, `${spoolFileName(seq)}.mp4`);
    const file = await open(path, 'r').catch(unlessMissing);
    if (!file) return undefined;
    try {
      await file.sync();
      const { size } = await file.stat();
      return await this.buffers.lend(size, async (buffer) =>
        use(buffer.subarray(0, await readInto(file, buffer, 0))),
      );
    } finally {
      await file.close();
    }
  }

  async remove(streamId: StreamId, runId: RunId, seq: number): Promise<void> {
    // The facts go last: a crash between the two leaves facts without a file, which the next scan removes.
    await rm(this.pathOf(streamId, runId, `${spoolFileName(seq)}.mp4`), { force: true });
    await rm(this.pathOf(streamId, runId, `${spoolFileName(seq)}.json`), { force: true });
  }

  async quarantine(streamId: StreamId, runId: RunId, seq: number, reason: string): Promise<void> {
    const aside = join(this.root, 'quarantine', streamId, runId);
    await mkdir(aside, { recursive: true, mode: 0o700 });
    const name = spoolFileName(seq);
    await writeWhole(aside, `${name}.reason.json`, { reason });
    await rename(this.pathOf(streamId, runId, `${name}.mp4`), join(aside, `${name}.mp4`)).catch(
      unlessMissing,
    );
    await rename(this.pathOf(streamId, runId, `${name}.json`), join(aside, `${name}.json`)).catch(
      unlessMissing,
    );
  }

  private async scanRun(streamId: StreamId, runId: RunId): Promise<SpooledRun | undefined> {
    const directory = this.directoryOf(streamId, runId);
    const seqs = await videosIn(directory);
    // The file of a live run changes every second: asking for the lock costs a process, and is for the others.
    const live = (await this.isSettling(directory, seqs.at(-1))) || (await isLocked(directory));
    if (!live && seqs.length === 0) return this.removeOver(directory);
    const run = await this.readRun(streamId, runId);
    if (!run) {
      if (!live)
        for (const seq of seqs) await this.quarantine(streamId, runId, seq, 'nothing tells whose run it is');
      return undefined;
    }
    const files = await Promise.all(seqs.map((seq) => this.spooledFile(streamId, runId, seq)));
    const lastClosed = await readJson<ClosedSegment>(join(directory, lastClosedFile));
    return lastClosed ? { run, live, files, lastClosed } : { run, live, files };
  }

  private async spooledFile(streamId: StreamId, runId: RunId, seq: number): Promise<SpooledFile> {
    const closed = await this.readClosed(streamId, runId, seq);
    return closed ? { seq, closed } : { seq };
  }

  /** A run that is over and ingested leaves nothing worth keeping. One that begins has no file yet. */
  private async removeOver(directory: string): Promise<undefined> {
    if (await this.isYoung(join(directory, runFile))) return undefined;
    await rm(directory, { recursive: true, force: true });
    await rmdir(join(directory, '..')).catch(() => {});
    return undefined;
  }

  private async isSettling(directory: string, newest: number | undefined): Promise<boolean> {
    return newest !== undefined && (await this.isYoung(join(directory, `${spoolFileName(newest)}.mp4`)));
  }

  private async isYoung(path: string): Promise<boolean> {
    const facts = await stat(path).catch(unlessMissing);
    return facts !== undefined && Date.now() - facts.mtimeMs < this.settleMs;
  }

  private directoryOf(streamId: StreamId, runId: RunId): string {
    return join(this.home, streamId, runId);
  }

  private pathOf(streamId: StreamId, runId: RunId, name: string): string {
    return join(this.directoryOf(streamId, runId), name);
  }
}

/** ENOSPC and EDQUOT become `unavailable` `spool-full`. */
async function spoolWrite(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (errnoOf(error) === 'ENOSPC' || errnoOf(error) === 'EDQUOT') throw spoolFull(error);
    throw error;
  }
}

const spoolFull = (cause?: unknown) => unavailable('spool-full', 'the spool has no free space', cause);

const namesIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory).catch(unlessMissing)) ?? [];

/** The counters of the videos in a run's directory, rising. */
async function videosIn(directory: string): Promise<number[]> {
  const names = await readdir(directory, { withFileTypes: true }).catch(unlessMissing);
  const videos = names?.filter((entry) => entry.isFile() && /^\d{6,9}\.mp4$/.test(entry.name)) ?? [];
  return videos.map(({ name }) => Number.parseInt(name, 10)).sort((a, b) => a - b);
}
