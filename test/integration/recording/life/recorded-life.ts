import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskStore } from '../../../../src/adapters/disk/store/disk-store.ts';
import { AppError, newId, type SiteId, silentLog, unavailable } from '../../../../src/core/index.ts';
import { type IngestDeps, ingestSpooled, sweepSpool } from '../../../../src/ingest/index.ts';
import type { ObjectStore } from '../../../../src/objects/index.ts';
import {
  type LeaseRepository,
  type OpenRun,
  RecorderSupervisor,
  type RunSpool,
  type SpooledName,
} from '../../../../src/recording/index.ts';
import { aStream, type StreamInCatalogue } from '../../../support/builders.ts';
import { TestSpool } from '../../../support/builders-spool.ts';
import { letLeaseExpire, letLeaseLast, letRetryComeDue } from '../../../support/lease-time.ts';
import { segmentBytes } from '../../../support/segments.ts';
import { later, turns } from '../../../unit/recording/fakes.ts';
import type { TestCatalogue } from '../catalogue.ts';
import { FilmingRecorder, filmOf, LivingCamera } from './filming-recorder.ts';
import { StoredLife } from './stored-life.ts';

/**
 * One stream's recording with everything real but the camera and the clock: supervisor, spool and store on the disk,
 * catalogue, ingest. Each method is one thing that happens; one that cannot happen now does nothing.
 */
export class RecordedLife {
  readonly camera: LivingCamera;
  readonly recorder: FilmingRecorder;
  readonly stored: StoredLife;
  isCatalogueDown = false;
  private supervisor: RecorderSupervisor;
  private opened: OpenRun | undefined;
  private readonly busy = new Set<Promise<unknown>>();
  private released = later<void>();

  private constructor(
    readonly catalogue: TestCatalogue,
    readonly stream: StreamInCatalogue,
    readonly home: TestSpool,
    private readonly store: ObjectStore,
    private readonly directory: string,
    bytes: Uint8Array,
  ) {
    this.camera = new LivingCamera(catalogue.clock);
    this.recorder = new FilmingRecorder(filmOf(bytes), this.camera);
    this.stored = new StoredLife(catalogue, stream, store);
    this.supervisor = this.worker();
  }

  static async enrolled(catalogue: TestCatalogue): Promise<RecordedLife> {
    const directory = await mkdtemp(join(tmpdir(), 'life-'));
    const store = await openDiskStore({ directory: join(directory, 'store'), nodeId: newId('node', 0) });
    const home = await TestSpool.make({ inside: directory });
    const stream = await aStream(catalogue.db, { siteId: `life-${randomUUID()}` as SiteId });
    return new RecordedLife(catalogue, stream, home, store, directory, await segmentBytes());
  }

  get isRecording(): boolean {
    return this.supervisor.size > 0;
  }

  /** A try to record; it may fail. */
  async record(): Promise<void> {
    const { streamId } = this.stream;
    await letRetryComeDue(this.catalogue.db, streamId);
    // What was not given back, because the catalogue was away, expires.
    if (!this.isRecording) await letLeaseExpire(this.catalogue.db, streamId);
    await this.supervisor.record(streamId).catch(unlessPassing);
    await letLeaseLast(this.catalogue.db, streamId);
  }

  /** GOPs come, until the recorder ends. */
  async film(gops: number): Promise<void> {
    for (let gop = 0; gop < gops && this.isRecording; gop++) {
      this.catalogue.clock.advance(2_000);
      await this.recorder.process?.gop();
      await this.settled();
    }
  }

  async cut(): Promise<void> {
    this.recorder.process?.cut();
    await this.settled();
  }

  async tick(): Promise<void> {
    await this.supervisor.renew();
    await this.supervisor.tend();
    await this.settled();
  }

  /** The worker is asked to end, and another one is there. */
  async drain(): Promise<void> {
    await this.supervisor.drain();
    this.supervisor = this.worker();
  }

  /** Worker and recorder are killed, and another worker is there. */
  async kill(): Promise<void> {
    await this.settled();
    await this.recorder.process?.kill();
    // The kernel frees the lock of a worker that is killed.
    await this.opened?.release();
    this.supervisor = this.worker();
    await letLeaseExpire(this.catalogue.db, this.stream.streamId);
  }

  /** Another worker claims the stream and dies. */
  async loseLease(): Promise<void> {
    await letLeaseExpire(this.catalogue.db, this.stream.streamId);
    await this.catalogue.claim(this.stream.streamId, 'worker-b').catch(() => {});
    await letLeaseExpire(this.catalogue.db, this.stream.streamId);
  }

  /** The picture's format changes: the next recorder goes on in the same run. */
  async changeFormat(): Promise<void> {
    if (this.isRecording) this.recorder.changeFormat();
    await this.settled();
  }

  async end(reason: Parameters<NonNullable<LivingCamera['session']>['breakOff']>[0]): Promise<void> {
    this.camera.session?.breakOff(reason);
    await this.settled();
  }

  /** What waits in the spool is stored, as far as that is possible now. Answers how many files wait still. */
  async ingest(): Promise<number> {
    if (this.isCatalogueDown) return 0;
    const waiting: SpooledName[] = [];
    const announce: Parameters<typeof sweepSpool>[0]['announce'] = async ({ streamId, id: runId }, { seq }) =>
      void waiting.push({ streamId, runId, seq });
    const { spool, catalogue, log } = this.ingestDeps();
    await sweepSpool({ spool, catalogue, announce, log }).catch(unlessPassing);
    for (const name of waiting) await ingestSpooled(this.ingestDeps(), name).catch(unlessPassing);
    return waiting.length;
  }

  async close(): Promise<void> {
    await this.recorder.process?.kill();
    await this.settled();
    await this.opened?.release();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Until what just happened has reached the disk and the catalogue. */
  private async settled(): Promise<void> {
    await turns();
    while (this.recorder.process?.isFinished && this.isRecording)
      await Promise.race([this.released.promise, this.recorder.nextStart]);
    do {
      await Promise.allSettled(this.busy);
      await turns();
    } while (this.busy.size > 0);
  }

  private worker(): RecorderSupervisor {
    const { clock, leases } = this.catalogue;
    return new RecorderSupervisor({
      relay: this.camera,
      recorder: this.recorder,
      spool: this.watched(this.spool()),
      leases: this.leasesOf(this.watched(leases)),
      clocks: { keepReport: async () => {} },
      clock,
      announce: async () => {},
      cipher: { open: () => ({ user: 'u', password: 'p' }), openPath: () => '/secret' },
      log: silentLog,
      segmentMs: 60_000,
      holder: 'worker-a',
      capacity: 10,
    });
  }

  /** The spool, whose newest run is noted: its lock is this process's. */
  private spool(): RunSpool {
    const spool = Object.create(this.home.spool) as RunSpool;
    spool.openRun = async (run) => {
      this.opened = await this.home.spool.openRun(run);
      return this.opened;
    };
    return spool;
  }

  private leasesOf(leases: LeaseRepository): LeaseRepository {
    const reached =
      <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
      async (...args: A) => {
        if (this.isCatalogueDown) throw catalogueDown();
        return work(...args);
      };
    const release = reached((...args: Parameters<LeaseRepository['release']>) => leases.release(...args));
    return {
      wanted: (siteId) => leases.wanted(siteId),
      holders: (siteId) => leases.holders(siteId),
      lapse: reached((...args) => leases.lapse(...args)),
      unreachable: (siteId) => leases.unreachable(siteId),
      answeredStrangely: (siteId) => leases.answeredStrangely(siteId),
      claim: reached((...args) => leases.claim(...args)),
      waits: reached((...args) => leases.waits(...args)),
      started: reached((...args) => leases.started(...args)),
      renew: reached((...args) => leases.renew(...args)),
      release: async (...args) => {
        try {
          await release(...args);
        } finally {
          this.released.resolve();
          this.released = later();
        }
      },
    };
  }

  /** Notes which of its answers are not there yet. */
  private watched<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (_, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          const answer: unknown = member.apply(target, args);
          if (answer instanceof Promise) this.busy.add(answer);
          if (answer instanceof Promise) void answer.catch(() => {}).then(() => this.busy.delete(answer));
          return answer;
        };
      },
    });
  }

  private ingestDeps(): IngestDeps {
    return {
      spool: this.home.spool,
      store: this.store,
      catalogue: this.catalogue.segments,
      // Pictures come after the row: no invariant of a recording's life speaks of them.
      announcePictures: async () => {},
      log: silentLog,
    };
  }
}

const catalogueDown = () => unavailable('catalogue-unavailable', 'PostgreSQL cannot be reached');

/** What passes: another try comes. */
function unlessPassing(error: unknown): void {
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  if (!isFull && !(error instanceof AppError && error.kind === 'unavailable')) throw error;
}
