import { ensureSite } from '../../src/adapters/postgres/camera/sites.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import {
  type CameraId,
  type NeighbourhoodId,
  type NodeId,
  newId,
  type SiteId,
  type StreamId,
  sha256Hex,
} from '../../src/core/index.ts';
import type { CataloguedSegment } from '../../src/ingest/index.ts';
import { segmentKeys } from '../../src/objects/index.ts';
import type { Claimant, ClosedSegment, Run } from '../../src/recording/index.ts';
import { noonMs } from './hand-clock.ts';

/** When the cameras of these tests were enrolled. */
export const enrolledMs = noonMs;
export const aSite = 'ward' as SiteId;

export interface StreamInCatalogue {
  readonly siteId: SiteId;
  readonly cameraId: CameraId;
  readonly streamId: StreamId;
}

/** A camera with one stream and a notice, straight in the tables. */
export async function aStream(
  db: Database,
  given: { readonly recorded?: boolean; readonly enabled?: boolean; readonly siteId?: SiteId } = {},
): Promise<StreamInCatalogue> {
  const { recorded = true, enabled = true, siteId = aSite } = given;
  const [cameraId, streamId] = [newId('camera', enrolledMs), newId('stream', enrolledMs)];
  const neighbourhoodId: NeighbourhoodId = newId('neighbourhood', enrolledMs);
  await ensureSite(db, siteId);
  await db
    .insertInto('neighbourhood')
    .values({ id: neighbourhoodId, site_id: siteId, name: neighbourhoodId })
    .execute();
  const camera = {
    id: cameraId,
    site_id: siteId,
    neighbourhood_id: neighbourhoodId,
    name: cameraId,
    enabled,
  };
  await db
    .insertInto('camera')
    .values({ ...camera, enrolled_at_ms: enrolledMs })
    .execute();
  const stream = { id: streamId, camera_id: cameraId, role: 'main' as const, url: 'rtsp://192.0.2.7/1' };
  await db
    .insertInto('stream')
    .values({ ...stream, recorded, enrolled_at_ms: enrolledMs, accounted_until_ms: enrolledMs })
    .execute();
  const notice = { id: newId('notice', enrolledMs), camera_id: cameraId, posted_on: '2026-11-01' };
  await db
    .insertInto('notice')
    .values({ ...notice, text: 'Khu vực có camera', recorded_at_ms: enrolledMs, has_photo: false })
    .execute();
  return { siteId, cameraId, streamId };
}

export const aClaimant = (given: Partial<Claimant> = {}): Claimant => ({
  holder: 'worker-a',
  runId: newId('run', enrolledMs),
  nodeId: 'node_test' as NodeId,
  ...given,
});

export const aRun = (given: Partial<Run> = {}): Run => ({
  id: newId('run', enrolledMs),
  cameraId: newId('camera', enrolledMs),
  streamId: newId('stream', enrolledMs),
  epoch: 1,
  startedAtMs: enrolledMs,
  codec: 'h264',
  firstFrameMs: enrolledMs,
  ...given,
});

/** The facts of a closed file; it lasts ten seconds unless told otherwise. */
export function aClosedSegment(run: Run, given: Partial<ClosedSegment> = {}): ClosedSegment {
  const { seq = 0, startMs = run.firstFrameMs + seq * 10_000 } = given;
  const endMs = given.endMs ?? startMs + 10_000;
  const [mediaFromMs, mediaToMs] = [startMs - run.firstFrameMs, endMs - run.firstFrameMs];
  return { runId: run.id, seq, startMs, endMs, mediaFromMs, mediaToMs, packetsLost: 0, ...given };
}

/** What a file of ten seconds might say of itself. */
export const someMedia: CataloguedSegment['media'] = {
  codecString: 'avc1.640028',
  parameterSetsSha256: sha256Hex(new Uint8Array()),
  timescale: 90_000,
  frames: 100,
  keyframes: 5,
  firstTicks: 0,
  endTicks: 900_000,
  isSigned: false,
};

/** A segment whose objects are said to be stored. */
export const aCataloguedSegment = (run: Run, closed: ClosedSegment): CataloguedSegment => ({
  run,
  closed,
  objectKey: segmentKeys({ ...run, startMs: closed.startMs }).original,
  sizeBytes: 1_000,
  sha256: sha256Hex(new TextEncoder().encode(`${run.id}-${closed.seq}`)),
  codec: 'avc1.640028',
  width: 640,
  height: 360,
  initBytes: 700,
  packedKeyframes: Uint8Array.of(1, 1, 1, 1, 1),
  indexSha256: sha256Hex(new TextEncoder().encode(`index of ${run.id}-${closed.seq}`)),
  media: someMedia,
});
