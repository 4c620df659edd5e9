import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { aClosedSegment, aRun } from '../../support/builders.ts';
import { TestSpool } from '../../support/builders-spool.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { describeUnless } from '../../support/unless.ts';

const small = mountSmallDisk(256);
const { path, missing } = small;
afterAll(() => small.remove());

describeUnless(missing, "when the spool's disk is full", () => {
  it('refuses to open a run and to close a file, says so, and goes on when there is room', async () => {
    const home = await TestSpool.make({ inside: path });
    const run = await home.run();
    await home.video(run, 0);
    const filler = join(path, 'filler');
    await writeFile(filler, Buffer.alloc(1024 * 1024)).catch(() => {});
    const full = { kind: 'unavailable', code: 'spool-full' };
    await expect(home.spool.openRun(aRun())).rejects.toMatchObject(full);
    for (let i = 0; i < 3; i++)
      await expect(home.spool.closeSegment(run, aClosedSegment(run))).rejects.toMatchObject(full);
    await expect(home.spool.updateRun({ ...run, firstFrameMs: 1 })).rejects.toMatchObject(full);
    expect((await readdir(home.directory(run))).sort()).toEqual(['.lock', '000000.mp4', 'run.json']);
    await rm(filler);
    await home.spool.closeSegment(run, aClosedSegment(run));
    expect(await home.spool.scan()).toMatchObject([{ run, files: [{ seq: 0, closed: { seq: 0 } }] }]);
    await home.close();
  });

  it('leaves its reserve to others: no run is opened below it, and what was recorded gets its facts', async () => {
    const home = await TestSpool.make({ inside: path, reserveBytes: 128 * 1024 });
    const run = await home.run();
    await home.video(run, 0, Buffer.alloc(192 * 1024));
    expect(await home.spool.hasFreeSpace()).toBe(false);
    await expect(home.run()).rejects.toMatchObject({ kind: 'unavailable', code: 'spool-full' });
    await home.spool.closeSegment(run, aClosedSegment(run));
    await home.spool.remove(run.streamId, run.id, 0);
    expect(await home.spool.hasFreeSpace()).toBe(true);
    await home.run();
    await home.close();
  });
});
