import type { Credentials } from '../camera/index.ts';
import type { CameraId, StreamId } from '../core/index.ts';
import { messageOf, newId } from '../core/index.ts';
import { backoffMs } from './backoff.ts';
import type { Lease, LeaseBook, RecordingTarget } from './lease.ts';
import { endOfFailedStart, type RunEnd } from './outcome.ts';
import { type RecordingRun, type RunDeps, startRun } from './recording-run.ts';

export interface SupervisorDeps extends RunDeps {
  readonly leases: LeaseBook;
  readonly openCredentials: (sealed: Uint8Array, cameraId: CameraId) => Credentials;
  /** Names this worker in leases. */
  readonly holder: string;
  readonly capacity: number;
}

/** What became of a `record-camera` job. */
export type RecordOutcome =
  | { readonly kind: 'recording'; readonly firstFrameMs: number }
  | { readonly kind: 'skipped'; readonly why: 'held' | 'full' | 'draining' }
  | { readonly kind: 'failed'; readonly end: RunEnd };

/** A step of our clock larger than this starts a new run: media time must not be anchored to two clocks. */
const clockStepMs = 500;

interface Held {
  readonly lease: Lease;
  /** Gives up a run that has not begun. */
  readonly abandon: AbortController;
  run?: RecordingRun;
  /** Wall time of the first frame, until the lease book was told. */
  untoldMs?: number;
}

/**
 * All the runs of one worker. `record` brings one stream to its first keyframe; from then on the lease lasts as long
 * as `tick` renews it and the run is healthy.
 */
export class RecorderSupervisor {
  private readonly held = new Map<StreamId, Held>();
  private readonly finishing = new Set<Promise<void>>();
  private draining = false;
  private clockOffsetMs: number;

  constructor(private readonly deps: SupervisorDeps) {
    this.clockOffsetMs = this.offsetMs();
  }

  /** Streams held now. */
  get size(): number {
    return this.held.size;
  }

  /** Claims the stream and records it up to the first keyframe. Errors: `unavailable` when the catalogue is away. */
  async record(streamId: StreamId): Promise<RecordOutcome> {
    if (this.draining) return { kind: 'skipped', why: 'draining' };
    if (this.held.size >= this.deps.capacity) return { kind: 'skipped', why: 'full' };
    if (this.held.has(streamId)) return { kind: 'skipped', why: 'held' };
    const { leases, holder, spool, clock } = this.deps;
    const runId = newId('run', clock.nowMs());
    const target = await leases.claim(streamId, { holder, runId, nodeId: spool.nodeId });
    if (!target) return { kind: 'skipped', why: 'held' };
    const held: Held = { lease: target.lease, abandon: new AbortController() };
    this.held.set(streamId, held);
    return this.begin(held, target);
  }

  /** To be called every `renewEveryMs`. Never rejects: what cannot be renewed now is recorded on. */
  async tick(): Promise<void> {
    await this.renew();
    this.watchClock();
    await Promise.all([...this.held.values()].map((held) => this.tellStarted(held)));
    await Promise.all([...this.held.values()].map(async ({ run }) => run?.check()));
  }

  /** Stops everything, finishing files and giving leases back. */
  async drain(): Promise<void> {
    this.draining = true;
    const end: RunEnd = { reason: 'recorder', message: 'the recorder was stopped', isRenewal: true };
    for (const held of this.held.values()) this.give(held, end);
    await Promise.all(this.finishing);
  }

  private async begin(held: Held, target: RecordingTarget): Promise<RecordOutcome> {
    try {
      const { signal: abandon } = held.abandon;
      const run = await startRun(this.deps, target, { stream: this.streamOf(target), abandon });
      held.run = run;
      held.untoldMs = run.firstFrameMs;
      this.track(held, target, run);
    } catch (error) {
      const end = endOfFailedStart(error);
      await this.release(held, target, end, undefined);
      return { kind: 'failed', end };
    }
    this.deps.log.info({ streamId: held.lease.streamId, epoch: held.lease.epoch }, 'recording');
    await this.tellStarted(held);
    return { kind: 'recording', firstFrameMs: held.run.firstFrameMs };
  }

  /** Never rejects: `tick` tells it again. */
  private async tellStarted(held: Held): Promise<void> {
    if (held.untoldMs === undefined) return;
    try {
      await this.deps.leases.started(held.lease, held.untoldMs);
      delete held.untoldMs;
    } catch (error) {
      this.deps.log.warn({ streamId: held.lease.streamId, error: messageOf(error) }, 'start not told yet');
    }
  }

  private track(held: Held, target: RecordingTarget, run: RecordingRun): void {
    const done = run.ended.then(({ end, recordedToMs }) => this.release(held, target, end, recordedToMs));
    this.finishing.add(done);
    void done.finally(() => this.finishing.delete(done));
  }

  /** Never rejects: an unreleased lease expires by itself. */
  private async release(
    held: Held,
    target: RecordingTarget,
    end: RunEnd,
    recordedToMs: number | undefined,
  ): Promise<void> {
    const { streamId } = held.lease;
    if (this.held.get(streamId) === held) this.held.delete(streamId);
    this.deps.log.info({ streamId, reason: end.reason, message: end.message }, 'run ended');
    const failures = recordedToMs === undefined ? target.failures : 0;
    const retryInMs = end.isRenewal ? 0 : backoffMs(failures, end.reason, Math.random());
    const extent = recordedToMs === undefined ? {} : { recordedToMs };
    try {
      const { reason, message } = end;
      await this.deps.leases.release(held.lease, { reason, message, retryInMs, ...extent });
    } catch (error) {
      this.deps.log.warn({ streamId, error: messageOf(error) }, 'lease not released; it will expire');
    }
  }

  private async renew(): Promise<void> {
    const leases = [...this.held.values()].map(({ lease }) => lease);
    if (leases.length === 0) return;
    try {
      const ours = await this.deps.leases.renew(leases);
      for (const { streamId } of leases) if (!ours.has(streamId)) this.lose(streamId);
    } catch (error) {
      // I10: PostgreSQL merely away loses no footage.
      this.deps.log.warn({ error: messageOf(error) }, 'leases not renewed; recording on');
    }
  }

  private lose(streamId: StreamId): void {
    const held = this.held.get(streamId);
    if (held)
      this.give(held, { reason: 'recorder', message: 'another holds the lease now', isRenewal: true });
  }

  /** Ends a run, or the attempt at one; it is released when it has ended. */
  private give({ run, abandon }: Held, end: RunEnd): void {
    abandon.abort();
    void run?.stop(end);
  }

  private watchClock(): void {
    const offsetMs = this.offsetMs();
    const stepMs = Math.round(offsetMs - this.clockOffsetMs);
    this.clockOffsetMs = offsetMs;
    if (Math.abs(stepMs) < clockStepMs) return;
    const end: RunEnd = { reason: 'clock', message: `our clock stepped by ${stepMs} ms`, isRenewal: true };
    this.deps.log.warn({ stepMs }, 'our clock stepped; new runs begin');
    for (const { run } of this.held.values()) void run?.stop(end);
  }

  private offsetMs(): number {
    return this.deps.clock.nowMs() - this.deps.clock.monotonicMs();
  }

  private streamOf({ url, sealedCredentials, cameraId }: RecordingTarget) {
    return sealedCredentials ? { url, ...this.deps.openCredentials(sealedCredentials, cameraId) } : { url };
  }
}
