import { PostgresPictureTasks } from '../../../src/adapters/postgres/ingest/picture-tasks.ts';
import { PostgresSegmentRepository } from '../../../src/adapters/postgres/ingest/segment-repository.ts';
import type { NewCamera } from '../../../src/camera/index.ts';
import {
  type CameraId,
  type ClosedFile,
  hourMs,
  type NeighbourhoodId,
  type NodeId,
  newId,
  type SegmentId,
  type SiteId,
  type StreamId,
  silentLog,
} from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { ingestSegment, makePictures } from '../../../src/ingest/index.ts';
import type { ObjectStore } from '../../../src/objects/index.ts';
import type { CameraPlace } from '../../../src/places/index.ts';
import { type Run, type SpoolReader, segmentId } from '../../../src/recording/index.ts';
import { aScribe } from '../../support/scribe.ts';
import { makeSegmentBytes, segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, site, type TestApi } from './api-harness.ts';
import { FakeGrabber, fakeEncoder } from './fakes.ts';

const segmentBytes = new Map<Run['codec'], Promise<Buffer>>();

/** The bytes of every segment of that codec. */
export function bytesOfSegment(codec: Run['codec']): Promise<Buffer> {
  const bytes = segmentBytes.get(codec) ?? makeSegmentBytes({ codec });
  segmentBytes.set(codec, bytes);
  return bytes;
}

export interface FilmedCamera {
  readonly id: CameraId;
  readonly streamId: StreamId;
}

export async function aNeighbourhood(api: TestApi, name: string): Promise<NeighbourhoodId> {
  const id = newId('neighbourhood', noonMs);
  await api.deps.cameras.addNeighbourhood({ id, siteId: site, name });
  return id;
}

/** A camera in the register, enrolled an hour before noon unless told otherwise. */
export async function aCamera(
  { deps }: TestApi,
  given: {
    readonly name: string;
    readonly neighbourhoodId: NeighbourhoodId;
    readonly siteId?: SiteId;
    readonly place?: CameraPlace;
    readonly identity?: NewCamera['camera']['identity'];
    readonly enrolledAtMs?: number;
  },
): Promise<FilmedCamera> {
  const { name, neighbourhoodId, place, identity = {}, enrolledAtMs = noonMs - hourMs } = given;
  const { siteId = site } = given;
  const id = newId('camera', noonMs);
  const streamId = newId('stream', noonMs);
  const url = `rtsp://192.0.2.7/${name}`;
  const added: NewCamera = {
    camera: {
      id,
      siteId,
      name,
      neighbourhoodId,
      enabled: true,
      enrolledAtMs,
      identity,
      address: '192.0.2.7',
      onvifUrl: 'http://192.0.2.7/onvif/device_service',
      ...(place && { place }),
    },
    stream: { id: streamId, cameraId: id, role: 'main', url, recorded: true },
    notice: {
      id: newId('notice', noonMs),
      cameraId: id,
      recordedAtMs: enrolledAtMs,
      hasPhoto: false,
      text: 'Khu vực có camera',
      postedOn: '2026-11-01',
    },
  };
  await deps.cameras.create(added, custodyEvent({ nowMs: noonMs }, 'camera-enrolled', { cameraId: id }));
  return { id, streamId };
}

const unused = (): Promise<never> => Promise.reject(new Error('not part of ingesting one segment'));

const lyingNowhere = ({ length }: Uint8Array): ClosedFile => ({
  path: '/nowhere/000000.mp4',
  device: 0n,
  inode: 0n,
  sizeBytes: length,
  modifiedNs: 0n,
});

/** A spool with one file in it, for ever. */
export const spoolOf = (bytes: Uint8Array): SpoolReader => ({
  nodeId: 'node_test' as NodeId,
  withFile: async (_name, use) => use(bytes, lyingNowhere(bytes)),
  remove: async () => {},
  scan: unused,
  readRun: unused,
  readClosed: unused,
  recoverSegment: unused,
  quarantine: unused,
});

/** Consecutive 12 s segments of one run, through the real ingest; the ids, in order. */
export async function filmed(
  { database, clock, store }: Pick<TestApi, 'database' | 'clock'> & { readonly store: ObjectStore },
  camera: FilmedCamera,
  {
    fromMs,
    count,
    epoch = 1,
    codec = 'h264',
  }: {
    readonly fromMs: number;
    readonly count: number;
    readonly epoch?: number;
    readonly codec?: Run['codec'];
  },
): Promise<SegmentId[]> {
  const bytes = await bytesOfSegment(codec);
  const run: Run = {
    id: newId('run', fromMs),
    cameraId: camera.id,
    streamId: camera.streamId,
    epoch,
    startedAtMs: fromMs,
    codec,
    firstFrameMs: fromMs,
  };
  const catalogue = new PostgresSegmentRepository(database.db, clock, 'memory', aScribe(clock));
  const announcePictures = () => Promise.resolve();
  const deps = { spool: spoolOf(bytes), store, catalogue, announcePictures, log: silentLog };
  const ids: SegmentId[] = [];
  for (let seq = 0; seq < count; seq++) {
    const startMs = fromMs + seq * segmentMs;
    const mediaFromMs = seq * segmentMs;
    await ingestSegment(deps, run, {
      runId: run.id,
      seq,
      startMs,
      endMs: startMs + segmentMs,
      mediaFromMs,
      mediaToMs: mediaFromMs + segmentMs,
      packetsLost: 0,
    });
    ids.push(segmentId(run.id, startMs));
  }
  await makeAllPictures(database, camera, store);
  return ids;
}

async function makeAllPictures(
  { db }: TestApi['database'],
  { streamId }: FilmedCamera,
  store: ObjectStore,
): Promise<void> {
  const tasks = new PostgresPictureTasks(db, { siteId: site, store: 'memory', scribe: aScribe() });
  const deps = { tasks, store, grabber: new FakeGrabber(), encoder: fakeEncoder, log: silentLog };
  while ((await makePictures(deps, streamId)) > 0);
}
