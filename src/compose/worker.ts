import { join } from 'node:path';
import { DiskSpool } from '../adapters/disk/spool.ts';
import { createFrameGrabber } from '../adapters/ffmpeg/frame-grabber.ts';
import { createFfmpegRecorder } from '../adapters/ffmpeg/recorder.ts';
import { createCameraDirectory } from '../adapters/onvif/index.ts';
import { PostgresCameraRegister } from '../adapters/postgres/camera-register.ts';
import { PostgresCoverageWatch } from '../adapters/postgres/coverage-watch.ts';
import { PostgresDiscoveryBook } from '../adapters/postgres/discovery-book.ts';
import { PostgresLeaseBook } from '../adapters/postgres/lease-book.ts';
import { PostgresPartitions } from '../adapters/postgres/partitions.ts';
import { PostgresSegmentCatalogue } from '../adapters/postgres/segment-catalogue.ts';
import { createImageEncoder } from '../adapters/sharp/image-encoder.ts';
import {
  type CameraDirectory,
  type CameraRegister,
  createCredentialCipher,
  type DiscoveryBook,
} from '../camera/index.ts';
import type { IngestDeps, Partitions, SweepDeps } from '../ingest/index.ts';
import {
  type ClosedSegment,
  type CoverageWatch,
  type LeaseBook,
  RecorderSupervisor,
  type Run,
} from '../recording/index.ts';
import { createRelay } from '../relay/index.ts';
import type { Foundation } from './foundation.ts';

/** Built for one role; `close` gives up what it opened, after the work has stopped. */
interface Closable {
  readonly close: () => Promise<void>;
}

export interface RecordParts extends Closable {
  readonly supervisor: RecorderSupervisor;
}

/** Records: relay and ffmpeg. Nothing here computes: the event loop of this process must never block. */
export async function composeRecord(base: Foundation): Promise<RecordParts> {
  const { config, clock, log, db } = base;
  const relay = createRelay({
    clock,
    log,
    readEveryMs: config.relayReadEveryMs,
    writeEveryMs: config.relayWriteEveryMs,
  });
  const cipher = createCredentialCipher(await base.key('camera-credentials'));
  const supervisor = new RecorderSupervisor({
    relay,
    recorder: await createFfmpegRecorder(join(config.dataDir, 'spool')),
    spool: spoolOf(base),
    leases: new PostgresLeaseBook(db, clock),
    announce: announceTo(base),
    openCredentials: (sealed, cameraId) => cipher.open(sealed, cameraId),
    clock,
    log,
    segmentMs: config.segmentMs,
    holder: `${base.nodeId}/${process.pid}`,
    capacity: config.recorderCapacity,
  });
  return { supervisor, close: () => relay.close() };
}

export interface IngestParts extends Closable {
  readonly ingest: IngestDeps;
  readonly sweep: SweepDeps;
}

/** Ingests this node's spool. */
export function composeIngest(base: Foundation): IngestParts {
  const { clock, log, db, store } = base;
  const grabber = createFrameGrabber({ log });
  const spool = spoolOf(base);
  const ingest: IngestDeps = {
    spool,
    store,
    catalogue: new PostgresSegmentCatalogue(db, clock, base.storeName),
    grabber,
    encoder: createImageEncoder(),
    log,
  };
  return { ingest, sweep: { spool, announce: announceTo(base), log }, close: () => grabber.close() };
}

export interface MaintainParts {
  readonly directory: CameraDirectory;
  readonly cameras: CameraRegister;
  readonly discoveries: DiscoveryBook;
  readonly leases: LeaseBook;
  readonly coverage: CoverageWatch;
  readonly partitions: Partitions;
}

/** Looks after the site: discovery, coverage, partitions. */
export function composeMaintain({ db, clock }: Foundation): MaintainParts {
  return {
    directory: createCameraDirectory({ clock }),
    cameras: new PostgresCameraRegister(db, clock),
    discoveries: new PostgresDiscoveryBook(db),
    leases: new PostgresLeaseBook(db, clock),
    coverage: new PostgresCoverageWatch(db, clock),
    partitions: new PostgresPartitions(db),
  };
}

const spoolOf = ({ config, nodeId }: Foundation): DiskSpool =>
  new DiskSpool(join(config.dataDir, 'spool'), nodeId);

const announceTo =
  ({ jobs, nodeId }: Foundation) =>
  ({ streamId }: Run, { runId, seq }: ClosedSegment): Promise<void> =>
    jobs.add('ingest-segment', { nodeId, streamId, runId, seq });
