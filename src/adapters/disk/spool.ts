import { link, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type NodeId, type RunId, type StreamId, unavailable } from '../../core/index.ts';
import {
  type ClosedSegment,
  type Run,
  type RunSpool,
  type SpooledFile,
  type SpooledName,
  type SpooledRun,
  type SpoolReader,
  spoolFileName,
} from '../../recording/index.ts';
import { BufferPool } from './buffer-pool.ts';
import { readInto } from './durable-file.ts';
import { isLocked } from './run-lock.ts';

const runFile = 'run.json';
const lastClosedFile = 'last-closed.json';

/**
 * The spool on this host's disk: `<root>/<node>/<stream>/<run>/`. Facts are written to a temporary name, fsynced and
 * linked, so that a file of facts is whole or absent, and the first one stands.
 */
export class DiskSpool implements RunSpool, SpoolReader {
  private readonly home: string;
  private readonly buffers = new BufferPool(3);

  /** `settleMs`: a run whose files changed that lately may still have facts on their way, though its lock is free. */
  constructor(
    private readonly root: string,
    readonly nodeId: NodeId,
    private readonly settleMs = 10_000,
  ) {
    this.home = join(root, nodeId);
  }

  async openRun(run: Run): Promise<string> {
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
      await writeWhole(directory, lastClosedFile, closed);
      await writeOnce(directory, `${spoolFileName(closed.seq)}.json`, closed);
    });
  }

  recoverSegment(run: Run, closed: ClosedSegment): Promise<void> {
    return this.closeSegment(run, closed);
  }

  async scan(): Promise<SpooledRun[]> {
    const found: SpooledRun[] = [];
    for (const streamId of await namesIn(this.home)) {
      for (const runId of await namesIn(join(this.home, streamId))) {
        const spooled = await this.scanRun(streamId as StreamId, runId as RunId);
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
    const run = await readJson<Run>(join(directory, runFile));
    const names = await namesIn(directory);
    const videos = names.filter((name) => /^\d{6,}\.mp4$/.test(name)).sort();
    // The file of a live run changes every second: asking for the lock costs a process, and is for the others.
    const live = (await this.isSettling(directory, videos)) || (await isLocked(directory));
    if (!run || (!live && videos.length === 0)) return this.removeOver(directory, live);
    const files = await Promise.all(videos.map((name) => this.spooledFile(streamId, runId, name)));
    const lastClosed = await readJson<ClosedSegment>(join(directory, lastClosedFile));
    return lastClosed ? { run, live, files, lastClosed } : { run, live, files };
  }

  private async spooledFile(streamId: StreamId, runId: RunId, name: string): Promise<SpooledFile> {
    const seq = Number.parseInt(name, 10);
    const closed = await this.readClosed(streamId, runId, seq);
    return closed ? { seq, closed } : { seq };
  }

  /** A run that is over and ingested leaves nothing worth keeping. */
  private async removeOver(directory: string, live: boolean): Promise<undefined> {
    if (live || (await this.isSettling(directory, [runFile]))) return undefined;
    await rm(directory, { recursive: true, force: true });
    await rmdir(join(directory, '..')).catch(() => {});
    return undefined;
  }

  private async isSettling(directory: string, names: readonly string[]): Promise<boolean> {
    const newest = names.at(-1);
    if (!newest) return false;
    const facts = await stat(join(directory, newest)).catch(unlessMissing);
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
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw unavailable('spool-full', 'the spool has no room', error);
    throw error;
  }
}

/** Replaces a file of facts in one step. */
async function writeWhole(directory: string, name: string, facts: object): Promise<void> {
  await rename(await writeTemporary(directory, name, facts), join(directory, name));
}

/** Makes a file of facts unless there is one: whoever comes first is right. */
async function writeOnce(directory: string, name: string, facts: object): Promise<void> {
  const temporary = await writeTemporary(directory, name, facts);
  await link(temporary, join(directory, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(temporary, { force: true });
}

let writes = 0;

async function writeTemporary(directory: string, name: string, facts: object): Promise<string> {
  const path = join(directory, `.${name}.${process.pid}.${writes++}`);
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(facts));
    await file.datasync();
  } finally {
    await file.close();
  }
  return path;
}

/** The facts in a file, or `undefined` when it is absent. Errors: `internal` `spool-damaged`. */
async function readJson<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch(unlessMissing);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new AppError('internal', 'spool-damaged', `not JSON: ${path}`, { cause: error });
  }
}

const namesIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory).catch(unlessMissing)) ?? [];

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
