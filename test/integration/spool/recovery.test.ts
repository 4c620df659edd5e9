import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from '../../../src/core/index.ts';
import { sweepSpool } from '../../../src/ingest/index.ts';
import type { RecoveryDeps } from '../../../src/ingest/recover-run.ts';
import { readFragmentedFile } from '../../../src/media/index.ts';
import type { ClosedSegment, Run } from '../../../src/recording/index.ts';
import { aClosedSegment, enrolledMs } from '../../support/builders.ts';
import { TestSpool } from '../../support/builders-spool.ts';
import { gopMs, segmentBytes, segmentMs } from '../../support/segments.ts';

let bytes: Buffer;
let home: TestSpool;

beforeAll(async () => {
  bytes = await segmentBytes();
});
beforeEach(async () => {
  damaged = [];
  catalogued = [];
  home = await TestSpool.make();
});
afterEach(() => home.close());

/** What the sweep told the catalogue is damaged, in ms from when the run began. */
let damaged: [seq: number, fromMs: number, toMs: number][] = [];
const catalogue: RecoveryDeps['catalogue'] = {
  commitDamaged: async (_, { seq, startMs, endMs }) =>
    void damaged.push([seq, startMs - enrolledMs, endMs - enrolledMs]),
  runOf: async (streamId, id) => catalogued.find((run) => run.streamId === streamId && run.id === id),
};
/** The runs that the catalogue knows. */
let catalogued: Run[] = [];

/** What the sweep queues for ingest, by counter. */
async function sweep(failing = false): Promise<ClosedSegment[]> {
  const queued: ClosedSegment[] = [];
  const announce = async (_run: Run, closed: ClosedSegment) => {
    if (failing) throw new Error('Redis is away');
    queued.push(closed);
  };
  await sweepSpool({ spool: home.spool, catalogue, announce, log: silentLog });
  return queued.sort((a, b) => a.seq - b.seq);
}

async function closeFile(run: Run, seq: number): Promise<ClosedSegment> {
  await home.video(run, seq, bytes);
  const startMs = run.firstFrameMs + seq * segmentMs;
  const closed = aClosedSegment(run, { seq, startMs, endMs: startMs + segmentMs, packetsLost: 3 });
  await home.spool.closeSegment(run, closed);
  return closed;
}

const quarantined = (run: Run) =>
  readdir(join(home.root, 'quarantine', run.streamId, run.id)).catch(() => []);

/** Where each whole GOP of the file ends, read from the whole file. */
function gopEnds(): number[] {
  const file = readFragmentedFile(bytes);
  if (!file.isReadable) throw new Error('not a segment');
  return file.fragments.map(({ offsetBytes, sizeBytes }) => offsetBytes + sizeBytes);
}

describe('when a recorder was killed', () => {
  it('keeps of its last file what is whole, wherever it was cut, and never discards a byte', async () => {
    const ends = gopEnds();
    expect(ends).toHaveLength(6);
    const cut = fc.oneof(
      fc.integer({ min: 0, max: bytes.length - 1 }),
      fc.constantFrom(...ends.slice(0, -1)),
    );
    await fc.assert(
      fc.asyncProperty(cut, async (sizeBytes) => {
        const run = await home.run();
        const before = await closeFile(run, 0);
        await home.video(run, 1, bytes.subarray(0, sizeBytes));
        const gops = ends.filter((end) => end <= sizeBytes).length;
        const [, tail] = (await sweep()).filter(({ runId }) => runId === run.id);
        if (gops === 0) {
          expect(tail).toBeUndefined();
          expect(await quarantined(run)).toContain('000001.mp4');
        } else {
          const { startMs, endMs, mediaFromMs, mediaToMs } = tail ?? before;
          expect({ startMs, mediaFromMs }).toEqual({ startMs: before.endMs, mediaFromMs: before.mediaToMs });
          expect({ wallMs: endMs - startMs, mediaMs: mediaToMs - mediaFromMs }).toEqual({
            wallMs: gops * gopMs,
            mediaMs: gops * gopMs,
          });
          expect(await quarantined(run)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says the same again at the next sweep, while the queue is away', async () => {
    const run = await home.run();
    await closeFile(run, 0);
    await home.video(run, 1, bytes.subarray(0, gopEnds()[2]));
    await expect(sweep(true)).rejects.toThrow('Redis is away');
    const first = await sweep();
    expect(first).toHaveLength(2);
    expect(await sweep()).toEqual(first);
  });

  it('takes the time of its first frame when no file ever closed', async () => {
    const run = await home.run({ firstFrameMs: enrolledMs });
    await home.spool.updateRun({ ...run, firstFrameMs: enrolledMs - 1_500 });
    await home.video(run, 0, bytes);
    expect(await sweep()).toMatchObject([{ seq: 0, startMs: enrolledMs - 1_500, mediaFromMs: 0 }]);
  });

  it('goes on from the newest closed file, though that is ingested and gone', async () => {
    const run = await home.run();
    const gone = await closeFile(run, 0);
    await home.spool.remove(run.streamId, run.id, 0);
    await home.video(run, 1, bytes);
    expect(await sweep()).toMatchObject([{ seq: 1, startMs: gone.endMs, packetsLost: 3 }]);
  });

  it('recovers several files that never got their facts, one after the other', async () => {
    const run = await home.run({ firstFrameMs: enrolledMs });
    for (const seq of [0, 1, 2]) await home.video(run, seq, bytes);
    const found = await sweep();
    expect(found.map(({ startMs, endMs }) => [startMs - enrolledMs, endMs - enrolledMs])).toEqual([
      [0, segmentMs],
      [segmentMs, 2 * segmentMs],
      [2 * segmentMs, 3 * segmentMs],
    ]);
  });

  it('keeps the recorder’s own facts when it was killed between writing them in two places', async () => {
    const run = await home.run();
    await closeFile(run, 0);
    const known = await closeFile(run, 1);
    await rm(join(home.directory(run), '000001.json'));
    expect((await sweep())[1]).toEqual(known);
  });

  it('ends a file without facts where the next one begins (I3)', async () => {
    const run = await home.run();
    await closeFile(run, 0);
    await home.video(run, 1, bytes);
    const next = aClosedSegment(run, { seq: 2, startMs: run.firstFrameMs + 2 * segmentMs + 40 });
    await home.video(run, 2, bytes);
    await home.spool.closeSegment(run, next);
    const [first, second, third] = await sweep();
    expect(second).toMatchObject({ startMs: first?.endMs, endMs: third?.startMs });
  });

  it('puts aside a file whose time nothing tells, rather than to guess it', async () => {
    const run = await home.run();
    await home.video(run, 4, bytes);
    expect(await sweep()).toEqual([]);
    expect(await quarantined(run)).toEqual(['000004.mp4', '000004.reason.json']);
  });
});

describe('when a file of a killed recorder is put aside', () => {
  const cut = () => bytes.subarray(0, 900);

  it('tells that the time between its neighbours is damaged, before it moves the file (I4)', async () => {
    const run = await home.run();
    await closeFile(run, 0);
    await home.video(run, 1, cut());
    await closeFile(run, 2);
    expect((await sweep()).map(({ seq }) => seq)).toEqual([0, 2]);
    expect(damaged).toEqual([[1, segmentMs, 2 * segmentMs]]);
    expect(await quarantined(run)).toContain('000001.mp4');
  });

  it('leaves the end of a run to the gap that follows it, whose reason is the true one', async () => {
    const run = await home.run();
    await closeFile(run, 0);
    await home.video(run, 1, cut());
    await sweep();
    expect(damaged).toEqual([]);
    expect(await quarantined(run)).toContain('000001.mp4');
  });

  it('keeps the file in the spool while the catalogue cannot be told', async () => {
    const run = await home.run();
    await closeFile(run, 0);
    await home.video(run, 1, cut());
    await closeFile(run, 2);
    vi.spyOn(catalogue, 'commitDamaged').mockRejectedValueOnce(new Error('PostgreSQL is away'));
    expect((await sweep()).map(({ seq }) => seq)).toEqual([0, 2]);
    expect(await quarantined(run)).toEqual([]);
    await sweep();
    expect(await quarantined(run)).toContain('000001.mp4');
  });
});

describe('when a run is live', () => {
  it('queues its closed files and leaves the one that is being written alone', async () => {
    home = await TestSpool.make({ settleMs: 120_000 });
    const run = await home.run();
    await closeFile(run, 0);
    await home.video(run, 1, bytes.subarray(0, 5_000));
    expect((await sweep()).map(({ seq }) => seq)).toEqual([0]);
    expect(await quarantined(run)).toEqual([]);
  });
});

describe('when one run cannot be recovered', () => {
  it('still queues what is closed, there and elsewhere', async () => {
    const bad = await home.run();
    await closeFile(bad, 0);
    const path = await home.video(bad, 1, bytes);
    await truncate(path, 100);
    // Nothing can be put aside.
    await writeFile(join(home.root, 'quarantine'), 'not a folder');
    const good = await home.run();
    await closeFile(good, 0);
    expect((await sweep()).map(({ runId }) => runId).sort()).toEqual([bad.id, good.id].sort());
  });
});

describe('when the run.json of a run is damaged', () => {
  const aDamagedRun = async () => {
    const run = await home.run({ firstFrameMs: enrolledMs });
    const closed = [await closeFile(run, 0), await closeFile(run, 1)];
    await truncate(join(home.directory(run), 'run.json'), 10);
    return { run, closed };
  };

  it('takes the run as the catalogue knows it, and ingests its footage', async () => {
    const { run, closed } = await aDamagedRun();
    catalogued = [run];
    expect(await sweep()).toEqual(closed);
    expect(await home.spool.readRun(run.streamId, run.id)).toEqual(run);
    expect(await quarantined(run)).toEqual([]);
  });

  it('does not take the facts of another run for its own', async () => {
    const run = await home.run({ firstFrameMs: enrolledMs });
    const closed = await closeFile(run, 0);
    await writeFile(join(home.directory(run), 'run.json'), '{"id":"another"}');
    catalogued = [run];
    expect(await sweep()).toEqual([closed]);
  });

  it('names the time of its files as damaged before it puts them aside, when nobody knows it (I4)', async () => {
    const { run } = await aDamagedRun();
    expect(await sweep()).toEqual([]);
    expect(damaged).toEqual([
      [0, 0, segmentMs],
      [1, segmentMs, 2 * segmentMs],
    ]);
    expect(await quarantined(run)).toContain('000001.mp4');
  });

  it('waits while the catalogue cannot be asked, and hides no other run', async () => {
    const { run, closed } = await aDamagedRun();
    const other = await home.run();
    await closeFile(other, 0);
    vi.spyOn(catalogue, 'runOf').mockRejectedValueOnce(new Error('PostgreSQL is away'));
    expect((await sweep()).map(({ runId }) => runId)).toEqual([other.id]);
    expect(await quarantined(run)).toEqual([]);
    catalogued = [run];
    expect(await sweep()).toEqual(expect.arrayContaining(closed));
  });
});
