import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClosedFile, isId, type NodeId, type RunId, type StreamId } from '../../../core/index.ts';
import {
  type ClosedSegment,
  type NameRun,
  type OpenRun,
  type Run,
  type RunSpool,
  type SpooledFile,
  type SpooledName,
  type SpooledRun,
  type SpoolReader,
  type StrayRun,
  spoolFileName,
} from '../../../recording/index.ts';
import { BufferPool } from '../buffer-pool.ts';
import { closedFileAt } from '../closed-file.ts';
import { isBelowReserve } from '../disk-room.ts';
import { readInto } from '../durable-file.ts';
import { isLocked, type StatusOf } from '../folder-lock.ts';
import { unlessMissing } from '../missing.ts';
import { readJson, writeOnce, writeWhole } from './facts-file.ts';
import { namesIn, openRunFolder, removeHalfOpened, removeRunFolder, runFile, runsOf } from './run-folder.ts';
import { onSpool, spoolFull } from './spool-errors.ts';

const lastClosedFile = 'last-closed.json';

export interface DiskSpoolOptions {
  /** A run whose newest file changed that lately counts as live: asking for its lock would cost a process. */
  readonly settleMs?: number;
  /** Left free on the disk: no run is opened below it. */
  readonly reserveBytes?: number;
  /** Runs `flock`; by default in this thread, which the start blocks. */
  readonly statusOf?: StatusOf;
}

/**
 * The spool on this host's disk: `<root>/<node>/<stream>/<run>/`. Facts are written to a temporary name, fsynced and
 * linked, so that a file of facts is whole or absent, and the first one stands. A run, too, is whole or absent. Errors
 * of every method: those of `onSpool`, and of the lock `run-locked`, `lock-unknown`, `program-not-started`.
 */
export class DiskSpool implements RunSpool, SpoolReader {
  private readonly home: string;
  private readonly buffers = new BufferPool(3);

  private readonly settleMs: number;
  private readonly reserveBytes: number;
  private readonly statusOf: StatusOf | undefined;

  constructor(
    private readonly root: string,
    readonly nodeId: NodeId,
    { settleMs = 10_000, reserveBytes = 0, statusOf }: DiskSpoolOptions = {},
  ) {
    this.home = join(root, nodeId);
    this.settleMs = settleMs;
    this.reserveBytes = reserveBytes;
    this.statusOf = statusOf;
  }

  async hasFreeSpace(): Promise<boolean> {
    return !(await onSpool(() => isBelowReserve(this.root, this.reserveBytes)));
  }

  async openRun(run: Run): Promise<OpenRun> {
    if (!(await this.hasFreeSpace())) throw spoolFull();
    return onSpool(() => openRunFolder(this.home, run, this.statusOf));
  }

  async updateRun(run: Run): Promise<void> {
    await onSpool(() => writeWhole(this.directoryOf(run.streamId, run.id), runFile, run));
  }

  async closeSegment(run: Run, closed: ClosedSegment): Promise<void> {
    const directory = this.directoryOf(run.streamId, run.id);
    await onSpool(async () => {
      // A recovered file may be older than the newest.
      const last = await readJson<ClosedSegment>(join(directory, lastClosedFile));
      if (!last || last.seq < closed.seq) await writeWhole(directory, lastClosedFile, closed);
      await writeOnce(directory, `${spoolFileName(closed.seq)}.json`, closed);
    });
  }

  recoverSegment(run: Run, closed: ClosedSegment): Promise<void> {
    return this.closeSegment(run, closed);
  }

  scan(name: NameRun = async () => 'unknown'): Promise<SpooledRun[]> {
    return onSpool(async () => {
      const found: SpooledRun[] = [];
      for (const streamId of await namesIn(this.home))
        if (isId('stream', streamId)) found.push(...(await this.scanStream(streamId, name)));
      return found;
    });
  }

  async readRun(streamId: StreamId, runId: RunId): Promise<Run | undefined> {
    return onSpool(() => readJson<Run>(join(this.directoryOf(streamId, runId), runFile)));
  }

  async readClosed(streamId: StreamId, runId: RunId, seq: number): Promise<ClosedSegment | undefined> {
    return onSpool(() => readJson<ClosedSegment>(this.pathOf(streamId, runId, `${spoolFileName(seq)}.json`)));
  }

  async withFile<T>(
    { streamId, runId, seq }: SpooledName,
    use: (bytes: Uint8Array, file: ClosedFile) => Promise<T>,
  ): Promise<T | undefined> {
    const path = this.pathOf(streamId, runId, `${spoolFileName(seq)}.mp4`);
    const file = await onSpool(() => open(path, 'r').catch(unlessMissing));
    if (!file) return undefined;
    try {
      const closed = await onSpool(() => file.sync().then(() => closedFileAt(path, file)));
      return await this.buffers.lend(closed.sizeBytes, async (buffer) =>
        use(buffer.subarray(0, await onSpool(() => readInto(file, buffer, 0))), closed),
      );
    } finally {
      await file.close();
    }
  }

  async remove(streamId: StreamId, runId: RunId, seq: number): Promise<void> {
    // The facts go last: a crash between the two leaves facts without a file, which the next scan removes.
    for (const kind of ['mp4', 'json'])
      await onSpool(() => rm(this.pathOf(streamId, runId, `${spoolFileName(seq)}.${kind}`), { force: true }));
  }

  async quarantine(streamId: StreamId, runId: RunId, seq: number, reason: string): Promise<void> {
    const aside = join(this.root, 'quarantine', streamId, runId);
    const name = spoolFileName(seq);
    await onSpool(async () => {
      await mkdir(aside, { recursive: true, mode: 0o700 });
      await writeWhole(aside, `${name}.reason.json`, { reason });
      for (const file of [`${name}.mp4`, `${name}.json`])
        await rename(this.pathOf(streamId, runId, file), join(aside, file)).catch(unlessMissing);
    });
  }

  private async scanStream(streamId: StreamId, name: NameRun): Promise<SpooledRun[]> {
    const found: SpooledRun[] = [];
    for (const runId of await runsOf(this.home, streamId)) {
      const spooled = await this.scanRun(streamId, runId, name);
      if (spooled) found.push(spooled);
    }
    await removeHalfOpened(this.home, streamId);
    return found;
  }

  private async scanRun(streamId: StreamId, runId: RunId, name: NameRun): Promise<SpooledRun | undefined> {
    const directory = this.directoryOf(streamId, runId);
    const live = (await this.isBeingWritten(directory)) || (await isLocked(directory, this.statusOf));
    // Only now: nothing is added to a run whose lock is free, and nobody takes its lock again.
    const seqs = await videosIn(directory);
    if (!live && seqs.length === 0) {
      await removeRunFolder(directory);
      return undefined;
    }
    const files = await Promise.all(seqs.map((seq) => this.spooledFile(streamId, runId, seq)));
    const known = await this.readRun(streamId, runId);
    const run = known?.id === runId ? known : !live && (await this.named({ streamId, runId, files }, name));
    if (!run) return undefined;
    const lastClosed = await readJson<ClosedSegment>(join(directory, lastClosedFile));
    return lastClosed ? { run, live, files, lastClosed } : { run, live, files };
  }

  /** `undefined`, the files put aside, when nobody knows the run. */
  private async named(
    { streamId, runId, files }: Pick<StrayRun, 'streamId' | 'runId'> & Pick<SpooledRun, 'files'>,
    name: NameRun,
  ): Promise<Run | undefined> {
    const run = await name({ streamId, runId, closed: files.flatMap(({ closed }) => closed ?? []) });
    if (run === 'later') return undefined;
    if (run !== 'unknown') {
      await this.updateRun(run);
      return run;
    }
    for (const { seq } of files) await this.quarantine(streamId, runId, seq, 'nothing tells whose run it is');
    return undefined;
  }

  private async spooledFile(streamId: StreamId, runId: RunId, seq: number): Promise<SpooledFile> {
    const closed = await this.readClosed(streamId, runId, seq);
    return closed ? { seq, closed } : { seq };
  }

  /** Whether the newest file changed just now. A wrong answer keeps a run that is over until a later scan. */
  private async isBeingWritten(directory: string): Promise<boolean> {
    const newest = (await videosIn(directory)).at(-1);
    if (newest === undefined) return false;
    const facts = await stat(join(directory, `${spoolFileName(newest)}.mp4`)).catch(unlessMissing);
    return facts !== undefined && Math.abs(Date.now() - facts.mtimeMs) < this.settleMs;
  }

  private directoryOf(streamId: StreamId, runId: RunId): string {
    return join(this.home, streamId, runId);
  }

  private pathOf(streamId: StreamId, runId: RunId, name: string): string {
    return join(this.directoryOf(streamId, runId), name);
  }
}

/** The counters of the videos in a run's directory, rising. */
async function videosIn(directory: string): Promise<number[]> {
  const names = await readdir(directory, { withFileTypes: true }).catch(unlessMissing);
  const videos = names?.filter((entry) => entry.isFile() && /^\d{6,9}\.mp4$/.test(entry.name)) ?? [];
  return videos.map(({ name }) => Number.parseInt(name, 10)).sort((a, b) => a - b);
}
