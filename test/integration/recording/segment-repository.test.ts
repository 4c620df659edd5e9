import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, openPool } from '../../../src/adapters/postgres/database.ts';
import { PostgresPartitions } from '../../../src/adapters/postgres/ingest/partitions.ts';
import { PostgresSegmentRepository } from '../../../src/adapters/postgres/ingest/segment-repository.ts';
import { dayMs, formatBasic, sha256Hex } from '../../../src/core/index.ts';
import { aCataloguedSegment, aClosedSegment, aRun, aStream, enrolledMs } from '../../support/builders.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { aScribe } from '../../support/scribe.ts';
import { TestCatalogue } from './catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());

const rows = () => catalogue.db.selectFrom('segment').selectAll();

const partitions = async () => {
  const { rows } = await catalogue.database.pool.query<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'segment'::regclass",
  );
  return rows.map(({ name }) => name);
};
const partitionOf = (instantMs: number) => `segment_${formatBasic(instantMs).slice(0, 8)}`;

describe('when a segment is committed', () => {
  it('is committed once: a second time says `already` and changes nothing', async () => {
    const stream = await aStream(catalogue.db);
    const run = aRun(stream);
    const segment = aCataloguedSegment(run, aClosedSegment(run));
    expect(await catalogue.segments.commit(segment)).toBe('committed');
    const before = [await rows().execute(), await catalogue.account(stream.streamId)];
    const again = { ...segment, sizeBytes: 7, sha256: sha256Hex(Uint8Array.of(7)) };
    expect(await catalogue.segments.commit(again)).toBe('already');
    expect([await rows().execute(), await catalogue.account(stream.streamId)]).toEqual(before);
  });

  it('is committed once also by two that do it at the same time', async () => {
    const run = aRun(await aStream(catalogue.db));
    const segment = aCataloguedSegment(run, aClosedSegment(run));
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => catalogue.segments.commit(segment)));
    expect(outcomes.sort()).toEqual(['already', 'already', 'already', 'committed']);
  });

  it('is kept with everything that is known of it', async () => {
    const run = aRun({ ...(await aStream(catalogue.db)), epoch: 7 });
    const closed = aClosedSegment(run, { seq: 3, packetsLost: 5 });
    const segment = { ...aCataloguedSegment(run, closed), versionId: 'v1' };
    await catalogue.segments.commit(segment);
    const row = await rows().where('run_id', '=', run.id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      stream_id: run.streamId,
      camera_id: run.cameraId,
      run_id: run.id,
      seq: 3,
      epoch: 7,
      store: 'test',
      start_ms: closed.startMs,
      end_ms: closed.endMs,
      packets_lost: 5,
      version_id: 'v1',
      has_still: false,
      storyboard: null,
      overlapping: false,
      ingested_at_ms: catalogue.clock.nowMs(),
    });
    expect(new Uint8Array(row.keyframes)).toEqual(segment.packedKeyframes);
  });

  it('is gone without a row when its stream is gone', async () => {
    const run = aRun();
    expect(await catalogue.segments.commit(aCataloguedSegment(run, aClosedSegment(run)))).toBe('already');
    expect(await rows().where('run_id', '=', run.id).execute()).toEqual([]);
  });

  it('is refused for good when it is longer than any segment may be', async () => {
    const run = aRun(await aStream(catalogue.db));
    const closed = aClosedSegment(run, { endMs: enrolledMs + 16 * 60_000 });
    const commit = catalogue.segments.commit(aCataloguedSegment(run, closed));
    await expect(commit).rejects.toMatchObject({ kind: 'invalid', code: 'segment-refused' });
  });
});

describe('when the newest segment of a stream is asked for', () => {
  it('is the last by time in this store, in whatever order they came', async () => {
    const stream = await aStream(catalogue.db);
    const run = aRun(stream);
    expect(await catalogue.segments.newestOf(stream.streamId)).toBeUndefined();
    const [early, late] = [0, 20].map((fromS, seq) =>
      aCataloguedSegment(
        run,
        aClosedSegment(run, {
          seq,
          startMs: enrolledMs + fromS * 1000,
          endMs: enrolledMs + (fromS + 10) * 1000,
        }),
      ),
    );
    if (!early || !late) throw new Error('two segments');
    for (const segment of [late, early]) await catalogue.segments.commit(segment);
    expect(await catalogue.segments.newestOf(stream.streamId)).toEqual({
      objectKey: late.objectKey,
      initBytes: late.initBytes,
    });
    const elsewhere = new PostgresSegmentRepository(
      catalogue.db,
      catalogue.clock,
      'another',
      aScribe(catalogue.clock),
    );
    expect(await elsewhere.newestOf(stream.streamId)).toBeUndefined();
  });
});

describe('when segments of two lease epochs overlap', () => {
  it('marks both, in whatever order they come, and none that merely touches', async () => {
    const stream = await aStream(catalogue.db);
    const [first, second] = [aRun({ ...stream, epoch: 1 }), aRun({ ...stream, epoch: 2 })];
    const commit = (run: typeof first, seq: number, fromS: number, toS: number) =>
      catalogue.segments.commit(
        aCataloguedSegment(
          run,
          aClosedSegment(run, { seq, startMs: enrolledMs + fromS * 1000, endMs: enrolledMs + toS * 1000 }),
        ),
      );
    await commit(first, 0, 0, 10);
    await commit(second, 0, 18, 30);
    await commit(second, 1, 30, 40);
    await commit(first, 1, 10, 20);
    const marked = await rows()
      .where('stream_id', '=', stream.streamId)
      .orderBy('start_ms')
      .select(['epoch', 'seq', 'overlapping'])
      .execute();
    expect(marked.map(({ epoch, seq, overlapping }) => [epoch, seq, overlapping])).toEqual([
      [1, 0, false],
      [1, 1, true],
      [2, 0, true],
      [2, 1, false],
    ]);
  });
});

describe('when a segment comes of a day that no partition was made for', () => {
  it('gets one, made once by many at the same time in processes that do not know of each other', async () => {
    const startMs = enrolledMs + 40 * dayMs;
    const pools = Array.from({ length: 4 }, () => openPool(catalogue.database.url, () => {}));
    const commits = pools.map(async (pool) => {
      const run = aRun({ ...(await aStream(catalogue.db)), firstFrameMs: startMs });
      const segments = new PostgresSegmentRepository(openDatabase(pool), new HandClock(), 'test', aScribe());
      return segments.commit(aCataloguedSegment(run, aClosedSegment(run)));
    });
    expect(await Promise.all(commits)).toEqual(Array(4).fill('committed'));
    expect(await partitions()).toContain(partitionOf(startMs));
    await Promise.all(pools.map((pool) => pool.end()));
  });

  it('lies in the partition of the day it starts on, though it ends on the next', async () => {
    const midnightMs = Math.ceil(enrolledMs / dayMs) * dayMs;
    const run = aRun({ ...(await aStream(catalogue.db)), firstFrameMs: midnightMs - 1_000 });
    await catalogue.segments.commit(aCataloguedSegment(run, aClosedSegment(run)));
    await catalogue.segments.commit(aCataloguedSegment(run, aClosedSegment(run, { seq: 1 })));
    const { rows: found } = await catalogue.database.pool.query<{ day: string; seq: number }>(
      'select tableoid::regclass::text as day, seq from segment where run_id = $1 order by seq',
      [run.id],
    );
    expect(found.map(({ day }) => day)).toEqual([partitionOf(midnightMs - 1_000), partitionOf(midnightMs)]);
  });
});

describe('when partitions are made ahead', () => {
  it('has one for each of the days, however often it is done', async () => {
    const fromMs = enrolledMs + 100 * dayMs;
    for (let i = 0; i < 2; i++) await new PostgresPartitions(catalogue.db).prepare(fromMs, 8);
    const days = Array.from({ length: 8 }, (_, day) => partitionOf(fromMs + day * dayMs));
    expect((await partitions()).filter((name) => days.includes(name)).sort()).toEqual(days);
    expect(await partitions()).not.toContain(partitionOf(fromMs + 8 * dayMs));
  });
});

describe('when somebody reads the whole catalogue in one transaction, as pg_dump does', () => {
  it('makes partitions and commits segments meanwhile', async () => {
    const startMs = enrolledMs + 200 * dayMs;
    const dump = await catalogue.database.pool.connect();
    await dump.query('begin');
    await dump.query('lock table segment in access share mode');
    const run = aRun({ ...(await aStream(catalogue.db)), firstFrameMs: startMs });
    await new PostgresPartitions(catalogue.db).prepare(startMs + dayMs, 1);
    expect(await catalogue.segments.commit(aCataloguedSegment(run, aClosedSegment(run)))).toBe('committed');
    await dump.query('rollback');
    dump.release();
    expect(await partitions()).toEqual(
      expect.arrayContaining([partitionOf(startMs), partitionOf(startMs + dayMs)]),
    );
  });

  it('leaves an empty partition for the next time', async () => {
    const dayStartMs = enrolledMs - 30 * dayMs;
    const days = new PostgresPartitions(catalogue.db);
    await days.prepare(dayStartMs, 1);
    const dump = await catalogue.database.pool.connect();
    await dump.query('begin');
    await dump.query('lock table segment in access share mode');
    await days.dropEmpty(dayStartMs + dayMs);
    expect(await partitions()).toContain(partitionOf(dayStartMs));
    await dump.query('rollback');
    dump.release();
    await days.dropEmpty(dayStartMs + dayMs);
    expect(await partitions()).not.toContain(partitionOf(dayStartMs));
  });
});

describe('when a day is long over and expiry emptied its partition', () => {
  it('drops it, keeps what holds a segment, and makes it again for one that comes late', async () => {
    const startMs = enrolledMs + 300 * dayMs;
    const days = new PostgresPartitions(catalogue.db);
    const stream = await aStream(catalogue.db);
    const commitAt = (firstFrameMs: number, epoch: number) => {
      const run = aRun({ ...stream, firstFrameMs, epoch });
      return catalogue.segments.commit(aCataloguedSegment(run, aClosedSegment(run)));
    };
    await days.prepare(startMs, 3);
    await commitAt(startMs, 1);
    await days.dropEmpty(startMs + 2 * dayMs);
    const left = [startMs, startMs + dayMs, startMs + 2 * dayMs].map(partitionOf);
    expect((await partitions()).filter((name) => left.includes(name)).sort()).toEqual([left[0], left[2]]);
    expect(await commitAt(startMs + dayMs, 2)).toBe('committed');
  });
});
