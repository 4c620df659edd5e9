import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { type AppError, newId, sha256Hex, silentLog } from '../../../src/core/index.ts';
import {
  type IngestDeps,
  type IngestOutcome,
  ingestSegment,
  type SegmentRepository,
} from '../../../src/ingest/index.ts';
import type { ObjectStore } from '../../../src/objects/index.ts';
import type { ClosedSegment, Run, SpoolReader } from '../../../src/recording/index.ts';
import { aClosedSegment } from '../../support/builders.ts';
import { TestSpool } from '../../support/builders-spool.ts';
import { segmentBytes, segmentMs } from '../../support/segments.ts';

/** Stops ingest where a killed process would: at an effect, before or after it was done. */
export interface Crash {
  readonly at: number;
  readonly isDone: boolean;
}

export class Killed extends Error {}

/** One spool file to ingest, on a real disk with a real disk store; every effect is noted, and may be the last. */
export class IngestBench {
  readonly effects: string[] = [];
  crash: Crash | undefined;
  /** What the store or the catalogue answers instead of doing anything. */
  outage: { readonly of: 'put' | 'commit'; readonly error: AppError } | undefined;

  private constructor(
    private readonly directory: string,
    readonly home: TestSpool,
    readonly store: ObjectStore,
    private readonly catalogue: SegmentRepository,
    readonly run: Run,
    readonly closed: ClosedSegment,
  ) {}

  static async make(
    catalogue: SegmentRepository,
    run: Run,
    given: { readonly bytes?: Uint8Array; readonly closed?: Partial<ClosedSegment> } = {},
  ): Promise<IngestBench> {
    const directory = await mkdtemp(join(tmpdir(), 'ingest-'));
    const home = await TestSpool.make();
    await (await home.spool.openRun(run)).release();
    await home.video(run, 0, given.bytes ?? (await segmentBytes()));
    const closed = aClosedSegment(run, { endMs: run.firstFrameMs + segmentMs, ...given.closed });
    await home.spool.closeSegment(run, closed);
    const store = await openDiskStore({ directory, nodeId: newId('node', 0) });
    return new IngestBench(directory, home, store, catalogue, run, closed);
  }

  ingest(): Promise<IngestOutcome> {
    this.effects.length = 0;
    return ingestSegment(this.deps(), this.run, this.closed);
  }

  /** SHA-256 of every object of the store, by key. */
  async objects(): Promise<Map<string, string>> {
    const objects = new Map<string, string>();
    for await (const { key } of this.store.list('')) objects.set(key, sha256Hex(await this.store.get(key)));
    return objects;
  }

  async isSpooled(): Promise<boolean> {
    const name = { streamId: this.run.streamId, runId: this.run.id, seq: 0 };
    return (await this.home.spool.withFile(name, async () => true)) ?? false;
  }

  /** Why the file was put aside, or `undefined`. */
  async reason(): Promise<string | undefined> {
    const aside = join(this.home.root, 'quarantine', this.run.streamId, this.run.id);
    const names = await readdir(aside).catch((): string[] => []);
    if (!names.includes('000000.mp4')) return undefined;
    return (JSON.parse(await readFile(join(aside, '000000.reason.json'), 'utf8')) as { reason: string })
      .reason;
  }

  async close(): Promise<void> {
    await this.home.close();
    await rm(this.directory, { recursive: true });
  }

  private deps(): IngestDeps {
    const { spool } = this.home;
    const reader: SpoolReader = Object.assign(Object.create(spool) as SpoolReader, {
      remove: () => this.effect('remove', () => spool.remove(this.run.streamId, this.run.id, 0)),
      quarantine: (...args: Parameters<SpoolReader['quarantine']>) =>
        this.effect('quarantine', () => spool.quarantine(...args)),
    });
    const store: ObjectStore = Object.assign(Object.create(this.store) as ObjectStore, {
      put: (...args: Parameters<ObjectStore['put']>) =>
        this.effect(`put ${args[0].split('/')[0]}`, () => this.store.put(...args)),
    });
    const catalogue: SegmentRepository = {
      commit: (segment) => this.effect('commit', () => this.catalogue.commit(segment)),
      commitDamaged: (...args) => this.effect('damaged', () => this.catalogue.commitDamaged(...args)),
      runOf: (...args) => this.catalogue.runOf(...args),
    };
    const announcePictures = async () => void this.effects.push('announce');
    return { spool: reader, store, catalogue, announcePictures, log: silentLog };
  }

  private async effect<T>(what: string, work: () => Promise<T>): Promise<T> {
    const number = this.effects.push(what) - 1;
    if (this.outage && what.startsWith(this.outage.of)) throw this.outage.error;
    if (this.crash?.at !== number) return work();
    if (this.crash.isDone) await work();
    throw new Killed(what);
  }
}
