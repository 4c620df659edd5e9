import { PostgresPictureTasks } from '../../../src/adapters/postgres/ingest/picture-tasks.ts';
import { PostgresSegmentRepository } from '../../../src/adapters/postgres/ingest/segment-repository.ts';
import { endGap, openGap } from '../../../src/adapters/postgres/recording/gap-keeping.ts';
import { lockStream } from '../../../src/adapters/postgres/recording/locked-stream.ts';
import { newId, silentLog } from '../../../src/core/index.ts';
import { ingestSegment, makePictures } from '../../../src/ingest/index.ts';
import type { ObjectStore } from '../../../src/objects/index.ts';
import type { Run } from '../../../src/recording/index.ts';
import { clipOf, type FilmedSegment, filmSegments, gopMs, segmentMs } from '../../support/evd/footage.ts';
import { aScribe } from '../../support/scribe.ts';
import { site, type TestApi } from './api-harness.ts';
import { FakeGrabber, fakeEncoder } from './fakes.ts';
import { type FilmedCamera, spoolOf } from './ward-footage.ts';

/**
 * Five segments of 12 s, each of its own bytes, through the real ingest. After the second the camera may be away, or its recorder may
 * begin a run `withLastGop`: the last one comes again.
 */
export async function filmedBy(
  api: Pick<TestApi, 'database' | 'clock'> & { readonly store: ObjectStore },
  camera: FilmedCamera,
  {
    picture,
    fromMs,
    awayMs = 0,
    withLastGop = false,
  }: {
    readonly picture: string;
    readonly fromMs: number;
    readonly awayMs?: number;
    readonly withLastGop?: boolean;
  },
): Promise<void> {
  const { database, clock, store } = api;
  const films = await filmSegments(picture, fromMs);
  const catalogue = new PostgresSegmentRepository(database.db, clock, 'memory', aScribe(clock));
  const announcePictures = () => Promise.resolve();
  for (const [at, film] of films.entries()) {
    const isBack = (awayMs > 0 || withLastGop) && at >= 2;
    if (awayMs > 0 && at === 2) await tellAway(api, camera, fromMs + 2 * segmentMs, awayMs);
    const againMs = withLastGop && at === 2 ? gopMs : 0;
    const bytes = againMs > 0 ? withGopBefore(films.slice(1, 3), film) : film.bytes;
    const startMs = fromMs + at * segmentMs + (isBack ? awayMs : 0) - againMs;
    const run = runOf(camera, isBack ? fromMs + 2 * segmentMs + awayMs : fromMs, isBack ? 2 : 1);
    const deps = { spool: spoolOf(bytes), store, catalogue, announcePictures, log: silentLog };
    await ingestSegment(deps, run, {
      runId: run.id,
      seq: at,
      startMs,
      endMs: startMs + segmentMs + againMs,
      mediaFromMs: at * segmentMs - againMs,
      mediaToMs: (at + 1) * segmentMs,
      packetsLost: 0,
    });
  }
  const tasks = new PostgresPictureTasks(database.db, {
    siteId: site,
    store: 'memory',
    scribe: aScribe(clock),
  });
  const deps = { tasks, store, grabber: new FakeGrabber(), encoder: fakeEncoder, log: silentLog };
  while ((await makePictures(deps, camera.streamId)) > 0);
}

/** A segment that begins with the last GOP of the one before. */
const withGopBefore = (both: readonly FilmedSegment[], { t0, t1 }: FilmedSegment): Buffer =>
  clipOf(both, [t0 - gopMs, t1], t0 - gopMs);

/** As the recorder states it when a camera goes, and when it is back. */
function tellAway(
  { database, clock }: Pick<TestApi, 'database' | 'clock'>,
  { streamId }: FilmedCamera,
  fromMs: number,
  awayMs: number,
) {
  return database.db.transaction().execute(async (trx) => {
    const stream = await lockStream({ trx, scribe: aScribe(clock) }, streamId, clock.nowMs());
    if (!stream) throw new Error('there is no such stream');
    await openGap(stream, fromMs, 'offline');
    await endGap(stream, fromMs + awayMs);
  });
}

const runs = new Map<string, Run>();

/** One for each epoch. */
function runOf({ id: cameraId, streamId }: FilmedCamera, startedAtMs: number, epoch: number): Run {
  const known = runs.get(`${streamId} ${epoch}`);
  const run = known ?? {
    id: newId('run', startedAtMs),
    cameraId,
    streamId,
    epoch,
    startedAtMs,
    codec: 'h264' as const,
    firstFrameMs: startedAtMs,
  };
  runs.set(`${streamId} ${epoch}`, run);
  return run;
}
