import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskSpool } from '../../../src/adapters/disk/spool/spool.ts';
import { newId, type RunId, type StreamId } from '../../../src/core/index.ts';
import type { Run } from '../../../src/recording/index.ts';
import { aClosedSegment } from '../../support/builders.ts';
import { TestSpool } from '../../support/builders-spool.ts';

let home: TestSpool;
let spool: DiskSpool;
let run: Run;

beforeEach(async () => {
  home = await TestSpool.make();
  spool = home.spool;
  run = await home.run();
});
afterEach(() => home.close());

const closeFile = async (seq: number) => {
  await home.video(run, seq);
  const closed = aClosedSegment(run, { seq });
  await spool.closeSegment(run, closed);
  return closed;
};
const read = (name: { streamId: StreamId; runId: RunId }, seq: number) =>
  spool.withFile({ ...name, seq }, async (bytes) => Buffer.from(bytes).toString());
const quarantined = () => readdir(join(home.root, 'quarantine', run.streamId, run.id)).catch(() => []);

describe('when facts are kept', () => {
  it('reads back what was written, and nothing where nothing is', async () => {
    const closed = await closeFile(3);
    expect(await spool.readRun(run.streamId, run.id)).toEqual(run);
    expect(await spool.readClosed(run.streamId, run.id, 3)).toEqual(closed);
    expect(await spool.readClosed(run.streamId, run.id, 4)).toBeUndefined();
    expect(await spool.readRun(newId('stream', 0), run.id)).toBeUndefined();
    expect(await read({ streamId: run.streamId, runId: run.id }, 3)).toBe('video');
    expect(await read({ streamId: run.streamId, runId: run.id }, 4)).toBeUndefined();
  });

  it('keeps the first facts of a file: whoever comes later agrees with them', async () => {
    const closed = await closeFile(0);
    await spool.recoverSegment(run, { ...closed, endMs: closed.endMs + 1 });
    expect(await spool.readClosed(run.streamId, run.id, 0)).toEqual(closed);
  });

  it('is whole for every reader while it is written again and again', async () => {
    const writes = Array.from({ length: 50 }, (_, i) => spool.updateRun({ ...run, firstFrameMs: i }));
    const reads = Array.from({ length: 50 }, () => spool.readRun(run.streamId, run.id));
    for (const seen of await Promise.all(reads)) expect(seen?.id).toBe(run.id);
    await Promise.all(writes);
    expect((await readdir(home.directory(run))).sort()).toEqual(['.lock', 'run.json']);
  });

  it('remembers the newest closed file, also after an older one was recovered', async () => {
    const newest = await closeFile(5);
    await home.video(run, 2);
    await spool.recoverSegment(run, aClosedSegment(run, { seq: 2 }));
    const [spooled] = await spool.scan();
    expect(spooled?.lastClosed).toEqual(newest);
  });

  it('is readable by nobody else', async () => {
    expect((await stat(home.directory(run))).mode & 0o077).toBe(0);
    expect((await stat(join(home.directory(run), 'run.json'))).mode & 0o077).toBe(0);
  });
});

describe('when the spool is scanned', () => {
  it('finds every run with its files in order, closed or not', async () => {
    const closed = [await closeFile(0), await closeFile(1)];
    await home.video(run, 2);
    const other = await home.run();
    await home.video(other, 0);
    const found = await spool.scan();
    expect(found).toHaveLength(2);
    expect(found.find((spooled) => spooled.run.id === run.id)).toEqual({
      run,
      live: false,
      files: [{ seq: 0, closed: closed[0] }, { seq: 1, closed: closed[1] }, { seq: 2 }],
      lastClosed: closed[1],
    });
  });

  it('counts past a million files', async () => {
    for (const seq of [999_999, 1_000_000]) await home.video(run, seq);
    expect((await spool.scan())[0]?.files).toEqual([{ seq: 999_999 }, { seq: 1_000_000 }]);
  });

  it('sees its own node alone', async () => {
    await closeFile(0);
    expect(await new DiskSpool(home.root, newId('node', 0)).scan()).toEqual([]);
    expect(await new DiskSpool(join(home.root, 'nowhere'), home.nodeId).scan()).toEqual([]);
  });

  it('calls a run live whose file changed a moment ago, without asking for its lock', async () => {
    const settling = new DiskSpool(home.root, home.nodeId, { settleMs: 600_000 });
    const path = await home.video(run, 0);
    const age = (s: number) => utimes(path, Date.now() / 1000 - s, Date.now() / 1000 - s);
    await age(60);
    expect((await settling.scan())[0]?.live).toBe(true);
    // Before the clock was set back.
    for (const ageS of [660, -3600]) {
      await age(ageS);
      expect((await settling.scan())[0]?.live).toBe(false);
    }
  });

  it('removes a run that is over and ingested, and the folder of its stream', async () => {
    await closeFile(0);
    await spool.remove(run.streamId, run.id, 0);
    expect(await spool.scan()).toEqual([]);
    expect(await readdir(join(home.root, home.nodeId))).toEqual([]);
  });
});

describe('when what is in the spool is not what it should be', () => {
  it('touches nothing that it did not name itself', async () => {
    const strange = join(home.root, home.nodeId, 'lost+found', 'old');
    await mkdir(strange, { recursive: true });
    await writeFile(join(strange, '000000.mp4'), 'a copy that somebody put there');
    await mkdir(join(home.root, home.nodeId, run.streamId, '..evil'), { recursive: true });
    await writeFile(join(home.root, home.nodeId, 'notes.txt'), '');
    await symlink('/etc', join(home.root, home.nodeId, newId('stream', 0)));
    await closeFile(0);
    expect(await spool.scan()).toHaveLength(1);
    expect(await readFile(join(strange, '000000.mp4'), 'utf8')).toContain('a copy');
    expect(existsSync('/etc/hostname')).toBe(true);
  });

  it.each([
    '0.mp4',
    '00000a.mp4',
    '000000.mp4.part',
    '-00001.mp4',
    '0000000000.mp4',
    '000001.MP4',
    '.000001.mp4',
  ])('does not take %s for a video', async (name) => {
    await closeFile(0);
    await writeFile(join(home.directory(run), name), '');
    await mkdir(join(home.directory(run), '000007.mp4'));
    expect((await spool.scan())[0]?.files.map(({ seq }) => seq)).toEqual([0]);
  });

  it('puts aside footage whose run nothing names, and never discards it', async () => {
    await home.video(run, 0);
    await truncate(join(home.directory(run), 'run.json'), 10);
    expect(await spool.scan()).toEqual([]);
    expect(await quarantined()).toEqual(['000000.mp4', '000000.reason.json']);
    expect(await spool.scan()).toEqual([]);
    expect(existsSync(home.directory(run))).toBe(false);
  });

  it('finds the others when the facts of one are damaged, and that one to be recovered', async () => {
    const first = await closeFile(0);
    await closeFile(1);
    await truncate(join(home.directory(run), '000001.json'), 0);
    await mkdir(join(home.directory(run), '000002.json'));
    await home.video(run, 2);
    const other = await home.run();
    await home.video(other, 0);
    const found = await spool.scan();
    expect(found).toHaveLength(2);
    expect(found.find((spooled) => spooled.run.id === run.id)?.files).toEqual([
      { seq: 0, closed: first },
      { seq: 1 },
      { seq: 2 },
    ]);
  });
});

describe('when a file is ingested', () => {
  it('is gone with its facts, and may be removed again', async () => {
    await closeFile(0);
    for (let i = 0; i < 2; i++) await spool.remove(run.streamId, run.id, 0);
    expect((await readdir(home.directory(run))).sort()).toEqual(['.lock', 'last-closed.json', 'run.json']);
  });

  it('leaves nothing behind when it was removed only half: its facts lie alone', async () => {
    const { seq } = await closeFile(0);
    await rm(join(home.directory(run), '000000.mp4'));
    expect(await spool.readClosed(run.streamId, run.id, seq)).toBeDefined();
    expect(await spool.scan()).toEqual([]);
    expect(existsSync(home.directory(run))).toBe(false);
  });
});

describe('when a file cannot be ingested', () => {
  it('lies in quarantine with its facts and the reason, out of the way of every scan', async () => {
    await closeFile(0);
    await spool.quarantine(run.streamId, run.id, 0, 'not a video');
    expect((await quarantined()).sort()).toEqual(['000000.json', '000000.mp4', '000000.reason.json']);
    const reason = join(home.root, 'quarantine', run.streamId, run.id, '000000.reason.json');
    expect(JSON.parse(await readFile(reason, 'utf8'))).toEqual({ reason: 'not a video' });
    expect(await spool.scan()).toEqual([]);
    await spool.quarantine(run.streamId, run.id, 0, 'not a video');
    expect(await quarantined()).toHaveLength(3);
  });
});

describe('when two processes of a host open the spool', () => {
  it('share what is in it', async () => {
    const other = new DiskSpool(home.root, home.nodeId, { settleMs: 0 });
    const closed = await closeFile(0);
    expect((await other.scan())[0]?.files).toEqual([{ seq: 0, closed }]);
  });
});
