import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { StationRepository } from '../access/index.ts';
import { DiskSpool, type DiskSpoolOptions } from '../adapters/disk/spool/spool.ts';
import { WorkerLocks } from '../adapters/disk/worker-locks.ts';
import { createFrameGrabber } from '../adapters/ffmpeg/frame-grabber/frame-grabber.ts';
import { createNetworkView } from '../adapters/kernel/network-view.ts';
import { createCameraDirectory } from '../adapters/onvif/index.ts';
import { PostgresStationRepository } from '../adapters/postgres/access/station-repository.ts';
import { PostgresCameraRepository } from '../adapters/postgres/camera/camera-repository.ts';
import { PostgresCameraClockBook } from '../adapters/postgres/camera/clock-book.ts';
import { PostgresPauseRepository } from '../adapters/postgres/contributor/pause-repository.ts';
import { PostgresDiscoveryRepository } from '../adapters/postgres/discovery/discovery-repository.ts';
import { PostgresMoveRepository } from '../adapters/postgres/discovery/move-repository.ts';
import { PostgresAlterationBook } from '../adapters/postgres/footage/alteration-book.ts';
import { PostgresStorageCheckBook } from '../adapters/postgres/footage/storage-check-book.ts';
import { PostgresPartitions } from '../adapters/postgres/ingest/partitions.ts';
import { PostgresPictureTasks } from '../adapters/postgres/ingest/picture-tasks.ts';
import { PostgresSegmentRepository } from '../adapters/postgres/ingest/segment-repository.ts';
import { PostgresCoverageWatch } from '../adapters/postgres/recording/coverage-watch.ts';
import { PostgresLeaseRepository } from '../adapters/postgres/recording/lease-repository.ts';
import { PostgresClockRepository } from '../adapters/postgres/retention/clock-repository.ts';
import { PostgresDeletionRepository } from '../adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../adapters/postgres/retention/hold-repository.ts';
import { PostgresPolicyRepository } from '../adapters/postgres/retention/policy-repository.ts';
import { createImageEncoder } from '../adapters/sharp/image-encoder.ts';
import {
  type CameraClockBook,
  type CameraRepository,
  type CredentialCipher,
  createCredentialCipher,
} from '../camera/index.ts';
import type { PauseRepository } from '../contributor/index.ts';
import type { CameraNetworks, StreamId } from '../core/index.ts';
import type {
  CameraDirectory,
  DiscoveryRepository,
  MoveRepository,
  NetworkView,
  StreamFormats,
} from '../discovery/index.ts';
import type { ImportDeps } from '../enrolment/index.ts';
import type { CheckStorageDeps } from '../footage/index.ts';
import {
  type IngestDeps,
  type Partitions,
  type PictureDeps,
  PictureShare,
  type QueuePicturesDeps,
  recordedFormat,
  type SweepDeps,
  withinShare,
} from '../ingest/index.ts';
import type { AdoptionDeps } from '../log/index.ts';
import type { ObjectStore } from '../objects/index.ts';
import {
  type ClosedSegment,
  type CoverageWatch,
  type LeaseRepository,
  RecorderSupervisor,
  type Run,
  type Workers,
} from '../recording/index.ts';
import { createRelay } from '../relay/index.ts';
import {
  type ClockRepository,
  type ClockTrust,
  createClockTrust,
  type DeletionRepository,
  type HoldRepository,
  type PolicyRepository,
  type RetentionTerms,
} from '../retention/index.ts';
import { composeAdoption } from './adopted-records.ts';
import { composeEnrolment } from './imports.ts';
import { composeRecorder } from './recorder.ts';
import type { Services } from './services.ts';
import { composeStreamTrial } from './stream-trial.ts';

/** Built for one role; `close` gives up what it opened, after the work has stopped. */
interface Closable {
  readonly close: () => Promise<void>;
}

export interface RecordParts extends Closable {
  readonly supervisor: RecorderSupervisor;
}

/** Records: relay and recorder. Nothing here computes: the event loop of this process must never block. */
export async function composeRecord(base: Services): Promise<RecordParts> {
  const { config, clock, log, db, pulse, networks, scribe, processes } = base;
  const { recorder, isReadHere } = await composeRecorder(base);
  const relay = createRelay({
    clock,
    log,
    networks,
    readEveryMs: config.relayReadEveryMs,
    writeEveryMs: config.relayWriteEveryMs,
    isReadHere,
  });
  const cipher = createCredentialCipher(await base.key('camera-credentials'));
  const lock = await workerLocksOf(base).hold(base.processName);
  const supervisor = new RecorderSupervisor({
    relay,
    recorder,
    spool: spoolOf(base, processes.statusOf),
    leases: new PostgresLeaseRepository(db, clock, scribe, pulse),
    clocks: new PostgresCameraClockBook(db, scribe),
    announce: announceTo(base),
    cipher,
    clock,
    log,
    segmentMs: config.segmentMs,
    holder: base.processName,
    capacity: config.recorderCapacity,
  });
  const close = async () => {
    await relay.close();
    await lock.release();
  };
  return { supervisor, close };
}

export interface IngestParts extends Closable {
  readonly ingest: IngestDeps;
  readonly sweep: SweepDeps;
  readonly pictures: PictureDeps & QueuePicturesDeps;
  /** Lets pictures that wait for their share go on. */
  readonly endPauses: () => void;
}

/** Ingests this node's spool, and makes the site's pictures. */
export function composeIngest(base: Services): IngestParts {
  const { config, clock, log, db, scribe, store, siteId, storeName } = base;
  const share = new PictureShare({
    cores: (availableParallelism() * config.picturesCpuPercent) / 100,
    clock,
  });
  const grabber = createFrameGrabber({ log, used: (cpuMs) => share.used(cpuMs) });
  const spool = spoolOf(base);
  const announcePictures = (streamId: StreamId) => base.jobs.add('make-pictures', { siteId, streamId });
  const ingest: IngestDeps = {
    spool,
    store,
    catalogue: new PostgresSegmentRepository(db, clock, storeName, scribe),
    announcePictures,
    log,
  };
  const pictures = {
    tasks: new PostgresPictureTasks(db, { siteId, store: storeName, scribe }),
    store,
    ...withinShare({ grabber, encoder: createImageEncoder() }, share, clock),
    announcePictures,
    log,
  };
  const sweep = { spool, catalogue: ingest.catalogue, announce: announceTo(base), log };
  return { ingest, sweep, pictures, endPauses: () => share.end(), close: () => grabber.close() };
}

export interface MaintainParts extends Closable {
  readonly importing: Omit<ImportDeps, 'siteId'>;
  readonly networks: CameraNetworks;
  readonly directory: CameraDirectory;
  readonly view: NetworkView;
  readonly formats: StreamFormats;
  readonly cipher: CredentialCipher;
  readonly moves: MoveRepository;
  readonly cameras: CameraRepository;
  readonly clocks: CameraClockBook;
  readonly checking: Omit<CheckStorageDeps, 'clock' | 'log'>;
  readonly adopting: Omit<AdoptionDeps, 'clock' | 'log'>;
  readonly discoveries: DiscoveryRepository;
  readonly leases: LeaseRepository;
  readonly workers: Workers;
  readonly coverage: CoverageWatch;
  readonly pauses: PauseRepository;
  readonly stations: StationRepository;
  readonly partitions: Partitions;
  readonly policies: PolicyRepository;
  readonly terms: RetentionTerms;
  readonly expiryClock: ClockRepository;
  readonly holds: HoldRepository;
  readonly book: DeletionRepository;
  readonly store: ObjectStore;
  readonly clockTrust: ClockTrust;
}

/** Looks after the site: discovery, coverage, partitions, expiry. */
export async function composeMaintain(base: Services): Promise<MaintainParts> {
  const { db, clock, scribe, store, storeName, siteId, networks } = base;
  const directory = createCameraDirectory({ networks, clock });
  const cameras = new PostgresCameraRepository(db, clock, scribe);
  const discoveries = new PostgresDiscoveryRepository(db);
  const trial = composeStreamTrial(base);
  const recorded = { catalogue: new PostgresSegmentRepository(db, clock, storeName, scribe), store };
  const expiryClock = new PostgresClockRepository(db, scribe);
  const { importSealer: sealer, ...books } = await composeEnrolment(base);
  return {
    importing: {
      ...books,
      sealer,
      directory,
      networks,
      cameras,
      discoveries,
      clock,
      timeZone: base.config.timeZone,
    },
    networks,
    directory,
    view: createNetworkView(networks),
    formats: {
      takePictureFormat: trial.takePictureFormat,
      recordedFormat: (id) => recordedFormat(recorded, id),
    },
    cipher: createCredentialCipher(await base.key('camera-credentials')),
    moves: new PostgresMoveRepository(db, scribe),
    cameras,
    clocks: new PostgresCameraClockBook(db, scribe),
    checking: {
      book: new PostgresStorageCheckBook(db, scribe, { siteId, store: storeName }),
      objects: store,
      alterations: new PostgresAlterationBook(db, clock, scribe),
    },
    adopting: composeAdoption(base),
    discoveries,
    stations: new PostgresStationRepository(db),
    leases: new PostgresLeaseRepository(db, clock, scribe),
    workers: workerLocksOf(base),
    coverage: new PostgresCoverageWatch(db, clock, scribe),
    pauses: new PostgresPauseRepository(db, scribe),
    partitions: new PostgresPartitions(db),
    policies: new PostgresPolicyRepository(db, scribe),
    holds: new PostgresHoldRepository(db, scribe),
    book: new PostgresDeletionRepository(db, scribe),
    store,
    terms: base.config.retention,
    expiryClock,
    clockTrust: createClockTrust({
      clock,
      siteId,
      sync: base.clockSync,
      book: expiryClock,
      delayMs: base.config.retention.delayMs,
    }),
    close: () => trial.close(),
  };
}

const spoolOf = ({ config, nodeId }: Services, statusOf?: DiskSpoolOptions['statusOf']): DiskSpool =>
  new DiskSpool(join(config.dataDir, 'spool'), nodeId, {
    reserveBytes: config.diskReserveBytes,
    ...(statusOf && { statusOf }),
  });

const workerLocksOf = ({ config, nodeId, processes }: Services): WorkerLocks =>
  new WorkerLocks(join(config.dataDir, 'spool'), nodeId, processes.statusOf);

const announceTo =
  ({ jobs, nodeId }: Services) =>
  ({ streamId }: Run, { runId, seq }: ClosedSegment): Promise<void> =>
    jobs.add('ingest-segment', { nodeId, streamId, runId, seq });
