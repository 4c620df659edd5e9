import { join } from 'node:path';
import { DiskSpool } from '../adapters/disk/spool/spool.ts';
import { createFrameGrabber } from '../adapters/ffmpeg/frame-grabber/frame-grabber.ts';
import { createFfmpegRecorder } from '../adapters/ffmpeg/recorder.ts';
import { createCameraDirectory } from '../adapters/onvif/index.ts';
import { PostgresDiscoveryBook } from '../adapters/postgres/camera/discovery-book.ts';
import { PostgresCameraRegister } from '../adapters/postgres/camera/register.ts';
import { PostgresPauses } from '../adapters/postgres/contributor/pauses.ts';
import { PostgresPartitions } from '../adapters/postgres/ingest/partitions.ts';
import { PostgresSegmentCatalogue } from '../adapters/postgres/ingest/segment-catalogue.ts';
import { PostgresCoverageWatch } from '../adapters/postgres/recording/coverage-watch.ts';
import { PostgresLeaseBook } from '../adapters/postgres/recording/lease-book.ts';
import { PostgresClockBook } from '../adapters/postgres/retention/clock.ts';
import { PostgresDeletionBook } from '../adapters/postgres/retention/deletion-book.ts';
import { PostgresHolds } from '../adapters/postgres/retention/holds.ts';
import { PostgresPolicies } from '../adapters/postgres/retention/policies.ts';
import { createImageEncoder } from '../adapters/sharp/image-encoder.ts';
import { createClockSync } from '../adapters/timedatectl/clock-sync.ts';
import {
  type CameraDirectory,
  type CameraRegister,
  createCredentialCipher,
  type DiscoveryBook,
  type ImportDeps,
} from '../camera/index.ts';
import type { PauseBook } from '../contributor/index.ts';
import type { IngestDeps, ObjectStore, Partitions, SweepDeps } from '../ingest/index.ts';
import {
  type ClosedSegment,
  type CoverageWatch,
  type LeaseBook,
  RecorderSupervisor,
  type Run,
} from '../recording/index.ts';
import { createRelay } from '../relay/index.ts';
import {
  type ClockTrust,
  createClockTrust,
  type DeletionBook,
  type Holds,
  type PolicyBook,
} from '../retention/index.ts';
import type { Foundation } from './foundation.ts';
import { composeEnrolment } from './imports.ts';

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
    cipher,
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
  readonly importing: Omit<ImportDeps, 'siteId'>;
  readonly directory: CameraDirectory;
  readonly cameras: CameraRegister;
  readonly discoveries: DiscoveryBook;
  readonly leases: LeaseBook;
  readonly coverage: CoverageWatch;
  readonly pauses: PauseBook;
  readonly partitions: Partitions;
  readonly policies: PolicyBook;
  readonly holds: Holds;
  readonly book: DeletionBook;
  readonly store: ObjectStore;
  readonly clockTrust: ClockTrust;
}

/** Looks after the site: discovery, coverage, partitions, expiry. */
export async function composeMaintain(base: Foundation): Promise<MaintainParts> {
  const { db, clock, store, siteId } = base;
  const directory = createCameraDirectory({ clock });
  const cameras = new PostgresCameraRegister(db, clock);
  const discoveries = new PostgresDiscoveryBook(db);
  const { importSealer: sealer, ...books } = await composeEnrolment(base);
  return {
    importing: {
      ...books,
      sealer,
      directory,
      cameras,
      discoveries,
      clock,
      timeZone: base.config.timeZone,
    },
    directory,
    cameras,
    discoveries,
    leases: new PostgresLeaseBook(db, clock),
    coverage: new PostgresCoverageWatch(db, clock),
    pauses: new PostgresPauses(db),
    partitions: new PostgresPartitions(db),
    policies: new PostgresPolicies(db),
    holds: new PostgresHolds(db),
    book: new PostgresDeletionBook(db),
    store,
    clockTrust: createClockTrust({
      clock,
      siteId,
      sync: createClockSync(),
      book: new PostgresClockBook(db),
    }),
  };
}

const spoolOf = ({ config, nodeId }: Foundation): DiskSpool =>
  new DiskSpool(join(config.dataDir, 'spool'), nodeId, { reserveBytes: config.diskReserveBytes });

const announceTo =
  ({ jobs, nodeId }: Foundation) =>
  ({ streamId }: Run, { runId, seq }: ClosedSegment): Promise<void> =>
    jobs.add('ingest-segment', { nodeId, streamId, runId, seq });
