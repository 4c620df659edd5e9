import { type CredentialCipher, withPath } from '../camera/index.ts';
import type { StreamId } from '../core/index.ts';
import { inParallel, messageOf, newId } from '../core/index.ts';
import type { StreamTarget } from '../relay/index.ts';
import { backoffMs } from './backoff.ts';
import { type ClockReportDeps, ClockReports } from './clock-reports.ts';
import type { Lease, LeaseRepository, RecordingTarget } from './lease.ts';
import { endOfFailedStart, type RunEnd } from './outcome.ts';
import type { RecordingRun, RunDeps } from './recording-run.ts';
import { startRun } from './start-run.ts';
import { isHang } from './watchdog.ts';

export interface SupervisorDeps extends RunDeps, Pick<ClockReportDeps, 'clocks'> {
  readonly leases: LeaseRepository;
  readonly cipher: Pick<CredentialCipher, 'open' | 'openPath'>;
  /** Identifies this worker in leases. */
  readonly holder: string;
  readonly capacity: number;
}

/** The outcome of a `record-camera` job. */
export type RecordOutcome =
  | { readonly kind: 'recording'; readonly firstFrameMs: number }
  | { readonly kind: 'skipped'; readonly why: 'held' | 'full' | 'draining' }
  | { readonly kind: 'failed'; readonly end: RunEnd };

/** Time to read what cameras sent during a hang: seconds of footage of every camera, on a machine that is busy. */
const catchUpMs = 3_000;
/** Connections to the catalogue are few, and claims need them too. */
const reportsAtOnce = 4;
/** A larger step of our clock starts a new run: media time must not be anchored to two clocks. */
const clockStepMs = 500;

const stopped: RunEnd = { reason: 'recorder', message: 'the recorder was stopped', isRenewal: true };
const full: RunEnd = { reason: 'disk', message: 'the spool has no free space', isRenewal: false };
const lost: RunEnd = { reason: 'recorder', message: 'the lease is not ours any more', isRenewal: true };
const waiting = { reason: 'no-keyframe', message: 'waiting for a keyframe of the camera' } as const;

interface Held {
  readonly target: RecordingTarget;
  /** Aborts a run that has not begun. */
  readonly abandon: AbortController;
  run?: RecordingRun;
  /** Wall time of the first frame, until the lease repository has it. */
  unreportedStartMs?: number;
  /** Why we ended the run; absent while we have not. */
  givenUp?: RunEnd;
}

/**
 * All runs of one worker. `record` brings one stream to its first keyframe; from then on the lease lasts as
 * long as `renew` is called and the run is healthy.
 */
export class RecorderSupervisor {
  private readonly held = new Map<StreamId, Held>();
  private readonly claiming = new Set<StreamId>();
  /** Attempts and runs that `drain` waits for. */
  private readonly underWay = new Set<Promise<unknown>>();
  /** Segment lengths for cameras whose bitrate is too high for the usual one. */
  private readonly shorterMs = new Map<StreamId, number>();
  private readonly clockReports: ClockReports;
  private draining = false;
  private clockOffsetMs: number;
  private renewedAtMs: number;
  /** The end of the last hang. */
  private wokeAtMs = Number.NEGATIVE_INFINITY;
  /** By the last renewal. */
  private isCatalogueThere = true;

  constructor(private readonly deps: SupervisorDeps) {
    this.clockReports = new ClockReports(deps);
    this.clockOffsetMs = this.offsetMs();
    this.renewedAtMs = deps.clock.monotonicMs();
  }

  /** Number of streams held now. */
  get size(): number {
    return this.held.size;
  }

  /** Claims the stream and records it up to the first keyframe. Errors: `unavailable` without a catalogue. */
  async record(streamId: StreamId): Promise<RecordOutcome> {
    if (this.draining) return { kind: 'skipped', why: 'draining' };
    if (this.held.has(streamId) || this.claiming.has(streamId)) return { kind: 'skipped', why: 'held' };
    if (this.held.size + this.claiming.size >= this.deps.capacity) return { kind: 'skipped', why: 'full' };
    return this.awaited(this.attempt(streamId));
  }

  /**
   * Renews all leases. Call every `renewEveryMs`, and let nothing slow delay it. After a hang another may record our
   * streams: the runs end once the relay had time to read what the cameras sent meanwhile. Both recordings stay (I3).
   * Never rejects: recording continues while a renewal fails (I10).
   */
  async renew(): Promise<void> {
    const isCatchingUp = this.isCatchingUp();
    const leases = [...this.held.values()].map(({ target }) => target.lease);
    if (leases.length === 0) return;
    try {
      const ours = await this.deps.leases.renew(leases);
      const mayLose = !this.isCatchingUp() && !isCatchingUp;
      for (const lease of leases) if (mayLose && !ours.has(lease.streamId)) this.lose(lease);
      this.isCatalogueThere = true;
    } catch (error) {
      this.deps.log.warn({ error: messageOf(error) }, 'leases not renewed; recording continues');
      this.isCatalogueThere = false;
    }
  }

  /** Looks after all runs. Call every few seconds. Never rejects; it may wait for the disk and the catalogue. */
  async tend(): Promise<void> {
    this.watchClock();
    await this.watchFreeSpace();
    const all = [...this.held.values()];
    const late = this.isCatalogueThere ? all : [];
    await Promise.all([
      inParallel(reportsAtOnce, late, async (held) => {
        await this.reportStarted(held);
        await this.clockReports.keep(held.target.cameraId, held.run?.cameraClock);
      }),
      ...all.map(async ({ run }) => run?.check()),
    ]);
  }

  /** Stops all runs, finishes their files and releases their leases. */
  async drain(): Promise<void> {
    this.draining = true;
    for (const held of this.held.values()) this.giveUp(held, stopped);
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  private async attempt(streamId: StreamId): Promise<RecordOutcome> {
    const held = await this.claim(streamId);
    if (!held) return { kind: 'skipped', why: 'held' };
    if (this.draining) this.giveUp(held, stopped);
    return this.begin(held);
  }

  private async claim(streamId: StreamId): Promise<Held | undefined> {
    const { leases, holder, spool, clock } = this.deps;
    const runId = newId('run', clock.nowMs());
    this.claiming.add(streamId);
    try {
      const target = await leases.claim(streamId, { holder, runId, nodeId: spool.nodeId });
      if (!target) return undefined;
      const held: Held = { target, abandon: new AbortController() };
      this.held.set(streamId, held);
      return held;
    } finally {
      this.claiming.delete(streamId);
    }
  }

  private async begin(held: Held): Promise<RecordOutcome> {
    const { lease } = held.target;
    let run: RecordingRun;
    try {
      const segmentMs = this.shorterMs.get(lease.streamId) ?? this.deps.segmentMs;
      const options = {
        stream: this.streamOf(held.target),
        abandon: held.abandon.signal,
        onWaiting: () => void this.reportWaiting(lease),
      };
      run = await startRun({ ...this.deps, segmentMs }, held.target, options);
    } catch (error) {
      const end = held.givenUp ?? endOfFailedStart(error);
      await this.release(held, end, undefined);
      return { kind: 'failed', end };
    }
    held.run = run;
    const over = this.awaited(this.untilReleased(held, run));
    if (held.givenUp) void run.stop(held.givenUp);
    if (!(await run.begun)) return { kind: 'failed', end: await over };
    held.unreportedStartMs = run.firstFrameMs;
    this.deps.log.info({ streamId: lease.streamId, epoch: lease.epoch }, 'recording');
    await this.reportStarted(held);
    return { kind: 'recording', firstFrameMs: run.firstFrameMs };
  }

  private async untilReleased(held: Held, run: RecordingRun): Promise<RunEnd> {
    const { end, recordedToMs } = await run.ended;
    await this.release(held, end, recordedToMs);
    return end;
  }

  /** Never rejects: the end of the try reports again. */
  private async reportWaiting(lease: Lease): Promise<void> {
    try {
      await this.deps.leases.waits(lease, waiting);
    } catch (error) {
      const { streamId } = lease;
      this.deps.log.warn({ streamId, error: messageOf(error) }, 'waiting for a keyframe not reported');
    }
  }

  /** Never rejects: `tend` retries. */
  private async reportStarted(held: Held): Promise<void> {
    if (held.unreportedStartMs === undefined) return;
    const { lease } = held.target;
    try {
      await this.deps.leases.started(lease, held.unreportedStartMs);
      delete held.unreportedStartMs;
    } catch (error) {
      this.deps.log.warn({ streamId: lease.streamId, error: messageOf(error) }, 'start not reported yet');
    }
  }

  private awaited<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work);
    const over = () => this.underWay.delete(work);
    work.then(over, over);
    return work;
  }

  /** Never rejects: an unreleased lease expires by itself. */
  private async release(held: Held, end: RunEnd, recordedToMs: number | undefined): Promise<void> {
    const { lease, failures } = held.target;
    const { streamId } = lease;
    const { reason, message, code } = end;
    this.held.delete(streamId);
    if (end.nextSegmentMs !== undefined) this.shorterMs.set(streamId, end.nextSegmentMs);
    this.deps.log.info({ streamId, reason, message }, 'run ended');
    const failuresNow = recordedToMs === undefined ? failures : 0;
    const retryInMs = end.isRenewal ? 0 : backoffMs(failuresNow, reason, Math.random());
    const known = {
      ...(code === undefined ? {} : { code }),
      ...(recordedToMs === undefined ? {} : { recordedToMs }),
    };
    try {
      await this.deps.leases.release(lease, { reason, message, retryInMs, ...known });
    } catch (error) {
      this.deps.log.warn({ streamId, error: messageOf(error) }, 'lease not released; it will expire');
    }
  }

  /** Whether this process stood still, just now or a moment ago. */
  private isCatchingUp(): boolean {
    const nowMs = this.deps.clock.monotonicMs();
    if (isHang(nowMs - this.renewedAtMs)) this.wokeAtMs = nowMs;
    this.renewedAtMs = nowMs;
    return nowMs - this.wokeAtMs < catchUpMs;
  }

  private lose({ streamId, epoch }: Lease): void {
    const held = this.held.get(streamId);
    if (held?.target.lease.epoch === epoch) this.giveUp(held, lost);
  }

  /** Ends a run, or an attempt at one; its end releases the lease. */
  private giveUp(held: Held, end: RunEnd): void {
    held.givenUp ??= end;
    held.abandon.abort();
    void held.run?.stop(end);
  }

  /** Stops at the reserve: on a full disk PostgreSQL and Redis cannot write, so expiry could free nothing. */
  private async watchFreeSpace(): Promise<void> {
    // A disk without an answer does not count as full; a recorder that cannot write ends by itself.
    if (this.held.size === 0 || (await this.deps.spool.hasFreeSpace().catch(() => true))) return;
    for (const held of this.held.values()) this.giveUp(held, full);
  }

  /** Also aborts attempts: their relay already uses the old clock. */
  private watchClock(): void {
    const offsetMs = this.offsetMs();
    const stepMs = Math.round(offsetMs - this.clockOffsetMs);
    this.clockOffsetMs = offsetMs;
    if (Math.abs(stepMs) < clockStepMs) return;
    const end: RunEnd = { reason: 'clock', message: `our clock stepped by ${stepMs} ms`, isRenewal: true };
    this.deps.log.warn({ stepMs }, 'the clock of this host stepped; new runs begin');
    for (const held of this.held.values()) this.giveUp(held, end);
  }

  private offsetMs(): number {
    return this.deps.clock.nowMs() - this.deps.clock.monotonicMs();
  }

  private streamOf({
    url,
    sealedPath,
    sealedCredentials,
    cameraId,
    allowsBasic,
  }: RecordingTarget): StreamTarget {
    const { cipher } = this.deps;
    return {
      url: sealedPath ? withPath(url, cipher.openPath(sealedPath, cameraId)) : url,
      ...(sealedCredentials && cipher.open(sealedCredentials, cameraId)),
      ...(allowsBasic && { allowsBasic }),
    };
  }
}
