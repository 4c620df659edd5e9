import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskSpool, type DiskSpoolOptions } from '../../src/adapters/disk/spool/spool.ts';
import { type NodeId, newId } from '../../src/core/index.ts';
import { type Run, spoolFileName } from '../../src/recording/index.ts';
import { aRun } from './builders.ts';

/** A spool on the real disk, and a recorder's hand in it. Nothing in it is settling, unless a test says so. */
export class TestSpool {
  readonly spool: DiskSpool;

  private constructor(
    readonly root: string,
    readonly nodeId: NodeId,
    options: DiskSpoolOptions,
  ) {
    this.spool = new DiskSpool(root, nodeId, options);
  }

  static async make({ settleMs = 0, reserveBytes = 0, inside = tmpdir() } = {}): Promise<TestSpool> {
    const root = await mkdtemp(join(inside, 'spool-'));
    return new TestSpool(root, newId('node', 0), { settleMs, reserveBytes });
  }

  /** A run of its own that is over. */
  async run(given: Partial<Run> = {}): Promise<Run> {
    const run = aRun(given);
    await (await this.spool.openRun(run)).release();
    return run;
  }

  directory({ streamId, id }: Run): string {
    return join(this.root, this.nodeId, streamId, id);
  }

  /** What ffmpeg does; what it wrote is a minute old. */
  async video(run: Run, seq: number, bytes: Uint8Array = Buffer.from('video')): Promise<string> {
    const path = join(this.directory(run), `${spoolFileName(seq)}.mp4`);
    await mkdir(this.directory(run), { recursive: true });
    await writeFile(path, bytes);
    const aMinuteAgoS = Date.now() / 1000 - 60;
    await utimes(path, aMinuteAgoS, aMinuteAgoS);
    return path;
  }

  close(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}
