import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatInstant, minuteMs } from '../../../src/core/index.ts';
import { chainPlace, type EvidenceRecord, isTagOf, parseRecord } from '../../../src/log/index.ts';
import { segmentKeys } from '../../../src/objects/index.ts';
import type { ClosedSegment, Run } from '../../../src/recording/index.ts';
import {
  aCataloguedSegment,
  aClosedSegment,
  aRun,
  aStream,
  enrolledMs,
  type StreamInCatalogue,
  someMedia,
} from '../../support/builders.ts';
import { statementKey } from '../../support/scribe.ts';
import { TestCatalogue } from './catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());

type SegmentRecord = Extract<EvidenceRecord, { readonly type: 'seg' }>;

async function recordsOf({ cameraId }: StreamInCatalogue): Promise<SegmentRecord[]> {
  const { rows } = await sql<{ body: Buffer; tag: Buffer }>`
    select o.body, o.tag from log_outbox o join log_chain c on c.no = o.chain
      where c.name = ${`stream/${cameraId}/main`} order by o.id`.execute(catalogue.db);
  return rows.flatMap(({ body, tag }) => {
    expect(isTagOf(statementKey, body, tag)).toBe(true);
    const record = parseRecord(body);
    return record.type === 'seg' ? record : [];
  });
}

const commit = (run: Run, given: Partial<ClosedSegment> = {}) =>
  catalogue.segments.commit(aCataloguedSegment(run, aClosedSegment(run, given)));

describe('when a segment is committed', () => {
  it('states a record of its file, its run and its place, and the row names it', async () => {
    const stream = await aStream(catalogue.db);
    await sql`update camera set lat = 20.9517, lon = 107.0748 where id = ${stream.cameraId}`.execute(
      catalogue.db,
    );
    const run = aRun(stream);
    const closed = aClosedSegment(run, { end: 'rotate' });
    const segment = aCataloguedSegment(run, closed);
    await catalogue.segments.commit(segment);
    const [record, ...more] = await recordsOf(stream);
    const { seq } = record ?? {};
    expect(record).toMatchObject({
      cam: stream.cameraId,
      stream: 'main',
      run: run.id,
      obj: segment.objectKey,
      bytes: segment.sizeBytes,
      sha256: segment.sha256,
      t0: formatInstant(closed.startMs),
      t1: formatInstant(closed.endMs),
      media_ms: 10_000,
      frames: someMedia.frames,
      keys: someMedia.keyframes,
      pts0: 0,
      pts1: 900_000,
      timescale: 90_000,
      codec: someMedia.codecString,
      params: someMedia.parameterSetsSha256,
      cam_clk: { src: 'none' },
      loc: { lat: '20.951700', lon: '107.074800', rev: 0 },
      oms: 'none',
      idx: { key: segmentKeys({ ...run, startMs: closed.startMs }).index, sha256: segment.indexSha256 },
      end: 'rotate',
    });
    expect(record?.late).toBeUndefined();
    expect(more).toEqual([]);
    const row = catalogue.db.selectFrom('segment').select('record_seq').where('run_id', '=', run.id);
    expect(await row.executeTakeFirst()).toEqual({ record_seq: seq });
  });

  it('leaves one record of however many tries', async () => {
    const stream = await aStream(catalogue.db);
    const run = aRun(stream);
    await Promise.all([1, 2, 3].map(() => commit(run)));
    await commit(run);
    expect(await recordsOf(stream)).toHaveLength(1);
  });

  it('follows the record before it', async () => {
    const stream = await aStream(catalogue.db);
    const run = aRun(stream);
    for (const seq of [0, 1, 2]) await commit(run, { seq });
    const places = (await recordsOf(stream)).map((record) => chainPlace(record));
    expect(new Set(places.map((place) => place?.prev)).size).toBe(3);
    expect(places.map((place) => place?.seq)).toEqual([...places.map((place) => place?.seq)].sort());
  });

  it('states the clock reading of the camera that is nearest to it', async () => {
    const stream = await aStream(catalogue.db);
    const reading = { source: 'onvif' as const, offset_ms: -60_000, error_ms: 600 };
    const at = (measured_at_ms: number, offset_ms: number) => ({ ...reading, measured_at_ms, offset_ms });
    await catalogue.db
      .insertInto('camera_clock')
      .values(
        [at(enrolledMs - 90_000_000, 5), at(enrolledMs + 1_000, -60_000)].map((row) => ({
          camera_id: stream.cameraId,
          ...row,
        })),
      )
      .execute();
    await commit(aRun(stream));
    const clock = { src: 'GSDT', off_ms: -60_000, err_ms: 600, at: formatInstant(enrolledMs + 1_000) };
    expect((await recordsOf(stream)).map(({ cam_clk }) => cam_clk)).toEqual([clock]);
  });

  it('leaves out what a camera says of itself that no record can hold, and states the rest', async () => {
    const stream = await aStream(catalogue.db);
    const identity = (kind: 'mac' | 'serial', value: string) => ({ camera_id: stream.cameraId, kind, value });
    await catalogue.db
      .insertInto('camera_identity')
      .values([identity('mac', 'not a\nMAC'), identity('serial', 'Số 5')])
      .execute();
    expect(await commit(aRun(stream))).toBe('committed');
    expect((await recordsOf(stream)).map(({ dev }) => dev)).toEqual([{ serial: 'Số 5' }]);
  });
});

describe('when no record can say a segment', () => {
  it('has a row all the same, names what no record can say, and states the next one', async () => {
    const stream = await aStream(catalogue.db);
    const run = aRun(stream);
    const segment = aCataloguedSegment(run, aClosedSegment(run, { seq: 0 }));
    const unsayable = { ...segment, media: { ...segment.media, codecString: 'avc1 64' } };
    expect(await catalogue.segments.commit(unsayable)).toEqual({
      unstated: expect.stringContaining('codec') as string,
    });
    expect(await commit(run, { seq: 1 })).toBe('committed');
    const rows = catalogue.db
      .selectFrom('segment')
      .select(['seq', 'record_seq'])
      .where('run_id', '=', run.id);
    expect((await rows.orderBy('seq').execute()).map(({ record_seq }) => record_seq === null)).toEqual([
      true,
      false,
    ]);
    expect(await recordsOf(stream)).toHaveLength(1);
  });
});

describe('when a segment comes after what was recorded later', () => {
  it('says that it waited in the spool', async () => {
    const stream = await aStream(catalogue.db);
    const run = aRun(stream);
    await commit(run, { seq: 1 });
    await commit(run, { seq: 0 });
    expect((await recordsOf(stream)).map(({ late }) => late)).toEqual([undefined, 'spool']);
  });

  it('says that another run recorded the same time', async () => {
    const stream = await aStream(catalogue.db);
    await commit(aRun({ ...stream, epoch: 2 }), { startMs: enrolledMs + 5_000, endMs: enrolledMs + 15_000 });
    await commit(aRun({ ...stream, epoch: 1 }));
    expect((await recordsOf(stream)).map(({ late }) => late)).toEqual([undefined, 'epoch']);
  });

  it('says so of one that ended more than nine minutes ago, and of none that ended then', async () => {
    const stream = await aStream(catalogue.db);
    const run = aRun(stream);
    const closed = aClosedSegment(run, { seq: 0 });
    const waitMs = closed.endMs - catalogue.clock.nowMs() + 9 * minuteMs;
    catalogue.clock.advance(waitMs);
    await commit(run, closed);
    catalogue.clock.advance(closed.endMs - closed.startMs + 1);
    await commit(run, { seq: 1 });
    expect((await recordsOf(stream)).map(({ late }) => late)).toEqual([undefined, 'spool']);
  });
});
