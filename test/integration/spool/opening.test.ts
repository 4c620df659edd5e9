import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/index.ts';
import { aRun } from '../../support/builders.ts';
import { TestSpool } from '../../support/builders-spool.ts';

let home: TestSpool;

beforeEach(async () => {
  home = await TestSpool.make({ settleMs: 10_000 });
});
afterEach(() => home.close());

const streams = Array.from({ length: 4 }, () => newId('stream', 0));

/** Opens runs of a stream one after the other, each over and empty before the next, so that its folder comes and goes. */
async function openInTurn(streamId: (typeof streams)[number], count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const run = aRun({ streamId });
    const opened = await home.spool.openRun(run);
    expect(await home.spool.readRun(streamId, run.id)).toEqual(run);
    await opened.release();
  }
}

/** Scans until `work` is over. */
async function scanDuring(work: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  work.then(over, over);
  while (!isOver) await home.spool.scan();
}

describe('when runs are opened while the spool is swept', () => {
  it('takes none that is being opened, nor its folder', async () => {
    const work = Promise.all(streams.map((streamId) => openInTurn(streamId, 8)));
    await Promise.all([work, ...Array.from({ length: 2 }, () => scanDuring(work))]);
    await home.spool.scan();
    expect(await readdir(join(home.root, home.nodeId))).toEqual([]);
  });

  it('leaves a run that was opened and has no file yet, however long its recorder takes to start', async () => {
    const run = aRun();
    const opened = await home.spool.openRun(run);
    const longAgoS = Date.now() / 1000 - 3_600;
    await utimes(join(opened.directory, 'run.json'), longAgoS, longAgoS);
    expect(await home.spool.scan()).toEqual([{ run, live: true, files: [] }]);
    await opened.release();
    expect(await home.spool.scan()).toEqual([]);
    expect(existsSync(opened.directory)).toBe(false);
  });
});

describe('when a run cannot be opened', () => {
  it('says why in a sentence, and leaves nothing behind', async () => {
    await writeFile(join(home.root, home.nodeId), 'not a folder');
    await expect(home.spool.openRun(aRun())).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'spool-unavailable',
      message: 'the disk of the spool failed (ENOTDIR)',
    });
    await rm(join(home.root, home.nodeId));
    const { PATH } = process.env;
    process.env.PATH = '/nowhere';
    const failed = await home.spool.openRun(aRun()).catch((error: unknown) => error);
    process.env.PATH = PATH;
    expect(failed).toMatchObject({
      code: 'program-not-started',
      message: 'flock could not be started: the program or its folder is missing (ENOENT)',
    });
    expect(await readdir(join(home.root, home.nodeId), { recursive: true })).toHaveLength(1);
  });

  it('says that the folder is gone rather than what the system call was', async () => {
    const run = aRun();
    const opened = await home.spool.openRun(run);
    await rm(opened.directory, { recursive: true });
    await expect(home.spool.updateRun(run)).rejects.toMatchObject({
      code: 'spool-folder-missing',
      message: 'a folder of the spool was removed while it was used',
    });
    await opened.release();
  });

  it('sweeps away what a crash left of an opening, a day later', async () => {
    const hidden = join(home.root, home.nodeId, newId('stream', 0), `.${newId('run', 0)}.0`);
    await mkdir(hidden, { recursive: true });
    await home.spool.scan();
    expect(existsSync(hidden)).toBe(true);
    const twoDaysAgoS = Date.now() / 1000 - 172_800;
    await utimes(hidden, twoDaysAgoS, twoDaysAgoS);
    await home.spool.scan();
    expect(await readdir(join(home.root, home.nodeId))).toEqual([]);
  });
});
