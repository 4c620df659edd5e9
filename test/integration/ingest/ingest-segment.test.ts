import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError, sha256Hex, unavailable } from '../../../src/core/index.ts';
import { type CataloguedSegment, digestsIn, type SegmentRepository } from '../../../src/ingest/index.ts';
import { readFragmentedFile, unpackKeyframeIndex } from '../../../src/media/index.ts';
import { segmentKeys } from '../../../src/objects/index.ts';
import { objectKey } from '../../../src/objects/object-store.ts';
import type { Run } from '../../../src/recording/index.ts';
import { aRun, aStream, enrolledMs } from '../../support/builders.ts';
import { makeSegmentBytes } from '../../support/segment-bytes.ts';
import { gopMs, segmentBytes, segmentMs } from '../../support/segments.ts';
import { TestCatalogue } from '../recording/catalogue.ts';
import { IngestBench, Killed } from './ingest-bench.ts';

let catalogue: TestCatalogue;
let bytes: Buffer;
let run: Run;
const benches: IngestBench[] = [];

beforeAll(async () => {
  catalogue = await TestCatalogue.open();
  bytes = await segmentBytes();
});
afterAll(() => catalogue.close());

beforeEach(async () => {
  run = aRun(await aStream(catalogue.db));
});
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

async function aBench(
  given: Parameters<typeof IngestBench.make>[2] = {},
  kept: SegmentRepository = catalogue.segments,
): Promise<IngestBench> {
  const bench = await IngestBench.make(kept, run, given);
  benches.push(bench);
  return bench;
}

const rows = () => catalogue.db.selectFrom('segment').selectAll().where('run_id', '=', run.id).execute();

const inOrder = ['put segments', 'put index', 'commit', 'remove'];

describe('when a spool file is ingested', () => {
  it('stores it before it commits, removes the file after that, and makes no picture (I1, I2)', async () => {
    const bench = await aBench();
    expect(await bench.ingest()).toBe('ingested');
    expect(bench.effects).toEqual([...inOrder, 'announce']);
    expect(await bench.isSpooled()).toBe(false);
  });

  it('stores the original bit for bit, and a row that says what it is (I7)', async () => {
    const bench = await aBench();
    await bench.ingest();
    const [row] = await rows();
    expect((await bench.objects()).get(row?.object_key ?? '')).toBe(sha256Hex(bytes));
    expect(row).toMatchObject({
      start_ms: enrolledMs,
      end_ms: enrolledMs + segmentMs,
      size_bytes: bytes.length,
      sha256: sha256Hex(bytes),
      width: 320,
      height: 180,
      has_still: false,
      overlapping: false,
    });
    const { gops } = unpackKeyframeIndex(row?.keyframes ?? new Uint8Array());
    expect(gops.map(({ wallMs }) => wallMs - enrolledMs)).toEqual([0, 1, 2, 3, 4, 5].map((i) => i * gopMs));
  });

  it('names the stored index in the row by its digest and length', async () => {
    const bench = await aBench();
    await bench.ingest();
    const [row] = await rows();
    const [key] = [...(await bench.objects()).keys()].filter((name) => name.startsWith('index/'));
    const document = await bench.store.get(objectKey(key ?? ''));
    expect(row).toMatchObject({ index_bytes: document.length });
    expect(row?.index_sha256?.toString('hex')).toBe(sha256Hex(document));
    expect(digestsIn(document).gops).toHaveLength(6);
  });

  it('leaves the index of an earlier version that was stopped before the commit, and a row without its digest', async () => {
    const bench = await aBench();
    const { index } = segmentKeys({ ...run, startMs: bench.closed.startMs });
    await bench.store.put(index, Buffer.from('{"keyframes":{},"v":1}'), 'application/json');
    expect(await bench.ingest()).toBe('ingested');
    expect(await rows()).toMatchObject([{ index_sha256: null, index_bytes: null }]);
  });

  it('is done once: a second time finds nothing to do', async () => {
    const bench = await aBench();
    await bench.ingest();
    const before = await bench.objects();
    expect(await bench.ingest()).toBe('gone');
    expect(bench.effects).toEqual([]);
    expect(await bench.objects()).toEqual(before);
    expect(await rows()).toHaveLength(1);
  });

  it('is done once also by two at the same time', async () => {
    const bench = await aBench();
    const outcomes = await Promise.all([bench.ingest(), bench.ingest()]);
    expect(outcomes.filter((outcome) => outcome === 'ingested')).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
    expect(await bench.isSpooled()).toBe(false);
  });
});

describe('when it is killed on the way', () => {
  const crashes = inOrder.flatMap((what, at) => [
    { what, at, isDone: false },
    { what, at, isDone: true },
  ]);

  it.each(crashes)('gives the same result at the second try ($what, done: $isDone)', async (crash) => {
    const committed: CataloguedSegment[] = [];
    const straight = await aBench(
      {},
      {
        commit: async (segment) => (committed.push(segment) ? 'committed' : 'already'),
        commitDamaged: async () => {},
        runOf: async () => undefined,
      },
    );
    await straight.ingest();
    const bench = await aBench();
    bench.crash = crash;
    await expect(bench.ingest()).rejects.toThrow(Killed);
    const isCommitted = bench.effects.includes('remove') || (crash.what === 'commit' && crash.isDone);
    expect(await rows()).toHaveLength(isCommitted ? 1 : 0);
    expect(await bench.isSpooled()).toBe(crash.what !== 'remove' || !crash.isDone);
    bench.crash = undefined;
    const isGone = crash.what === 'remove' && crash.isDone;
    expect(await bench.ingest()).toBe(isGone ? 'gone' : isCommitted ? 'already' : 'ingested');
    expect(await bench.objects()).toEqual(await straight.objects());
    expect(await rows()).toMatchObject([
      { object_key: committed[0]?.objectKey, sha256: committed[0]?.sha256 },
    ]);
    expect(await bench.isSpooled()).toBe(false);
  });
});

describe('when store or catalogue are away', () => {
  it.each([
    ['put', 'store-unavailable', unavailable('store-unavailable', 'down')],
    ['put', 'store-full', unavailable('store-full', 'full')],
    ['put', 'store-denied', new AppError('forbidden', 'store-denied', 'the key was changed')],
    ['put', 'bug', new AppError('internal', 'bug', 'ours')],
    ['commit', 'catalogue-unavailable', unavailable('catalogue-unavailable', 'down')],
  ] as const)(
    'keeps the file when %s fails, and asks to be tried again: %s (I10)',
    async (of, _code, error) => {
      const bench = await aBench();
      bench.outage = { of, error };
      await expect(bench.ingest()).rejects.toBe(error);
      expect(await bench.isSpooled()).toBe(true);
      expect(await rows()).toEqual([]);
      bench.outage = undefined;
      expect(await bench.ingest()).toBe('ingested');
    },
  );
});

describe('when a camera sends nothing but keyframes', () => {
  it('ingests a minute of them like any other', async () => {
    const everyFrame = await makeSegmentBytes({ seconds: 60, framesPerSecond: 30, gopFrames: 1 });
    const bench = await aBench({ bytes: everyFrame, closed: { endMs: enrolledMs + 60_000 } });
    expect(await bench.ingest()).toBe('ingested');
    const [row] = await rows();
    expect(unpackKeyframeIndex(row?.keyframes ?? new Uint8Array()).gops).toHaveLength(1_800);
  });
});

describe('when a file cannot be ingested, now or ever', () => {
  const gaps = () => catalogue.gaps(run.streamId, enrolledMs);

  it('is put aside with the reason, its time a gap `damaged`', async () => {
    const bench = await aBench({ bytes: bytes.subarray(0, 900) });
    expect(await bench.ingest()).toBe('quarantined');
    expect(bench.effects).toEqual(['damaged', 'quarantine']);
    expect(await bench.reason()).toMatch(/the file ends/);
    expect(await gaps()).toEqual([[0, segmentMs, 'damaged']]);
  });

  it('is put aside when another object has its key, which stays', async () => {
    const bench = await aBench();
    const key = `segments/${run.cameraId}/${run.streamId}/2026/11/21/12/20261121T120000.000Z-1.mp4`;
    await bench.store.put(objectKey(key), Buffer.from('other'), 'video/mp4');
    expect(await bench.ingest()).toBe('quarantined');
    expect(await bench.reason()).toContain('immutable');
    expect((await bench.objects()).get(key)).toBe(sha256Hex(Buffer.from('other')));
  });

  it('is put aside when it lasts longer than a segment may', async () => {
    const bench = await aBench({ closed: { endMs: enrolledMs + 16 * 60_000 } });
    expect(await bench.ingest()).toBe('quarantined');
    // Nothing is stored that no row tells of.
    expect(bench.effects).toEqual(['damaged', 'quarantine']);
    expect(await gaps()).toEqual([[0, 16 * 60_000, 'damaged']]);
  });

  it('stays in the spool while even that cannot be said', async () => {
    const bench = await aBench({ bytes: Buffer.from('not a video') });
    bench.crash = { at: 0, isDone: false };
    await expect(bench.ingest()).rejects.toThrow(Killed);
    expect(await bench.isSpooled()).toBe(true);
  });
});

describe('when a file was cut after it had been closed, by a power cut', () => {
  it('keeps its whole GOPs at their true times; the rest is a gap `damaged`', async () => {
    const file = readFragmentedFile(bytes);
    if (!file.isReadable) throw new Error('not a segment');
    const fourth = file.fragments[3];
    const cut = bytes.subarray(0, (fourth?.offsetBytes ?? 0) + 10);
    const bench = await aBench({ bytes: cut });
    // The frontier never passes the clock.
    catalogue.clock.advance(segmentMs);
    expect(await bench.ingest()).toBe('ingested');
    const [row] = await rows();
    expect(row).toMatchObject({ end_ms: enrolledMs + 3 * gopMs, media_to_ms: 3 * gopMs });
    const { gops } = unpackKeyframeIndex(row?.keyframes ?? new Uint8Array());
    expect(gops.map(({ wallMs }) => wallMs - enrolledMs)).toEqual([0, gopMs, 2 * gopMs]);
    const kept = cut.subarray(0, fourth?.offsetBytes);
    expect((await bench.objects()).get(row?.object_key ?? '')).toBe(sha256Hex(kept));
    expect(await catalogue.gaps(run.streamId, enrolledMs)).toEqual([[3 * gopMs, segmentMs, 'damaged']]);
    expect((await catalogue.account(run.streamId)).accountedUntilMs).toBe(enrolledMs + segmentMs);
  });

  it('has no gap when only its index of fragments was cut', async () => {
    const file = readFragmentedFile(bytes);
    if (!file.isReadable) throw new Error('not a segment');
    const bench = await aBench({ bytes: bytes.subarray(0, file.readableBytes + 5) });
    await bench.ingest();
    expect(await catalogue.gaps(run.streamId, enrolledMs)).toEqual([]);
    expect(await rows()).toMatchObject([{ end_ms: enrolledMs + segmentMs }]);
  });
});
