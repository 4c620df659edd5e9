import type { Clock, Log, RunId, StreamId } from '../core/index.ts';
import { messageOf, unavailable } from '../core/index.ts';
import type { Relay, RelaySession, StreamTarget } from '../relay/index.ts';
import type { RecordingTarget } from './lease.ts';
import { endOfRecorder, endOfSession, type RunEnd } from './outcome.ts';
import type { RecordedFile, Recorder, RecorderProcess } from './recorder.ts';
import type { ClosedSegment, Run } from './segment.ts';
import type { RunSpool } from './spool.ts';
import { cutOffsetMs, isStuck, isTooLarge } from './watchdog.ts';

export interface RunDeps {
  readonly relay: Relay;
  readonly recorder: Recorder;
  readonly spool: RunSpool;
  /** Tells ingest that a file waits. May fail: the spool scan finds what was not told. */
  readonly announce: (run: Run, closed: ClosedSegment) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly segmentMs: number;
}

/** How a run ended, and up to where it is recorded; absent when no file closed. */
export interface FinishedRun {
  readonly end: RunEnd;
  readonly recordedToMs: number | undefined;
}

/** How long a recorder may take to finish its file after the stream ended, before the stop ladder. */
const finishMs = 5_000;
/** The wall time of the first frame settles while the camera's opening burst is still being read. */
const settlingMs = 15_000;

/**
 * One RTSP session from the camera to closed files in the spool: relay and recorder side by side, the wall time of
 * every file taken from the relay's clock. Lives until either half ends or `stop` is called; then both are gone.
 */
export class RecordingRun {
  /** Settles when both halves are gone and every closed file is announced. Never rejects. */
  readonly ended: Promise<FinishedRun>;
  private readonly process: RecorderProcess;
  private readonly startedAtMs: number;
  private lastCloseMs: number;
  private bytesAtClose = 0;
  private closings: Promise<void> = Promise.resolve();
  /** Facts of closed files that the spool has not taken yet, oldest first. */
  private readonly unkept: ClosedSegment[] = [];
  private recordedToMs: number | undefined;
  private stoppedBy: RunEnd | undefined;

  constructor(
    private readonly deps: RunDeps,
    private run: Run,
    private readonly session: RelaySession,
    directory: string,
  ) {
    this.startedAtMs = this.lastCloseMs = deps.clock.monotonicMs();
    this.process = deps.recorder.start({
      url: session.url,
      directory,
      segmentMs: deps.segmentMs,
      cutOffsetMs: cutOffsetMs(run.streamId, deps.segmentMs),
      onFile: (file) => this.enqueueClosing(file),
    });
    this.ended = this.untilEnded();
  }

  /** Wall time of the first frame, as far as it is known by now. */
  get firstFrameMs(): number {
    return this.run.firstFrameMs;
  }

  /** Ends the run, letting the recorder finish its file. */
  async stop(end: RunEnd): Promise<void> {
    this.stoppedBy ??= end;
    await this.session.close();
    await this.ended;
  }

  /** To be called every few seconds: the watchdog. Never rejects, and waits for no recorder and no camera. */
  async check(): Promise<void> {
    const nowMs = this.deps.clock.monotonicMs();
    if (this.unkept.length > 0) this.enqueueKeeping();
    if (nowMs - this.startedAtMs < settlingMs) await this.settleFirstFrame();
    const { segmentMs } = this.deps;
    const { gopMs, bytes } = this.session.stats();
    const sinceSegmentMs = nowMs - this.lastCloseMs;
    if (isTooLarge(bytes - this.bytesAtClose)) {
      const message = `a segment of ${segmentMs} ms is too large for one object`;
      const nextSegmentMs = Math.ceil(segmentMs / 2);
      void this.stop({ reason: 'recorder', message, isRenewal: true, nextSegmentMs });
    } else if (isStuck({ segmentMs, gopMs, sinceSegmentMs })) {
      const message = `no segment closed for ${Math.round(sinceSegmentMs / 1000)} s`;
      void this.process.stop();
      void this.stop({ reason: 'recorder', message, isRenewal: false });
    }
  }

  private async untilEnded(): Promise<FinishedRun> {
    const first = await Promise.race([
      this.session.ended.then(endOfSession),
      this.process.ended.then(endOfRecorder),
    ]);
    await this.session.close();
    // The relay has closed its side: the recorder reads what is left and finishes its file by itself.
    if (!(await settlesWithin(this.process.ended, finishMs))) await this.process.stop();
    const last = endOfRecorder(await this.process.ended);
    await this.closings;
    await this.keep();
    // A recorder that leaves breaks its connection before its exit, which says why, is known.
    const end = first.reason === 'recorder' && last.reason === 'disk' ? last : first;
    return { end: this.stoppedBy ?? end, recordedToMs: this.recordedToMs };
  }

  /** The wall time of the first frame, for a file that never closes. Never rejects: it is told again. */
  private async settleFirstFrame(): Promise<void> {
    const firstFrameMs = Math.round(this.session.clock.wallOf(0));
    if (firstFrameMs === this.run.firstFrameMs) return;
    const run = { ...this.run, firstFrameMs };
    try {
      await this.deps.spool.updateRun(run);
      this.run = run;
    } catch (error) {
      this.deps.log.warn({ ...this.name, error: messageOf(error) }, 'first frame not kept yet');
    }
  }

  private enqueueClosing(file: RecordedFile): void {
    this.lastCloseMs = this.deps.clock.monotonicMs();
    this.bytesAtClose = this.session.stats().bytes;
    const closed = this.factsOf(file);
    this.recordedToMs = closed.endMs;
    this.unkept.push(closed);
    this.enqueueKeeping();
  }

  private enqueueKeeping(): void {
    this.closings = this.closings.then(() => this.keep());
  }

  /**
   * Never rejects: facts that cannot be kept now, because the disk is full, are kept later; without them the file
   * could only be recovered, and its time guessed.
   */
  private async keep(): Promise<void> {
    for (let [closed] = this.unkept; closed; [closed] = this.unkept) {
      try {
        await this.deps.spool.closeSegment(this.run, closed);
      } catch (error) {
        this.deps.log.warn({ ...this.name, seq: closed.seq, error: messageOf(error) }, 'facts not kept yet');
        return;
      }
      this.unkept.shift();
      await this.announce(closed);
    }
  }

  /** Never rejects: the spool scan finds what was not told. */
  private async announce(closed: ClosedSegment): Promise<void> {
    try {
      await this.deps.announce(this.run, closed);
    } catch (error) {
      const { seq } = closed;
      this.deps.log.warn({ ...this.name, seq, error: messageOf(error) }, 'segment not announced');
    }
  }

  private get name(): { streamId: StreamId; runId: RunId } {
    return { streamId: this.run.streamId, runId: this.run.id };
  }

  /** The recorder's media time is the relay's: 0 is the first frame that was delivered. */
  private factsOf({ seq, mediaFromMs, mediaToMs }: RecordedFile): ClosedSegment {
    const { wallStartMs, wallEndMs } = this.session.clock.closeSegment(mediaToMs);
    const packetsLost = this.session.stats().lost;
    return {
      runId: this.run.id,
      seq,
      startMs: wallStartMs,
      endMs: wallEndMs,
      mediaFromMs,
      mediaToMs,
      packetsLost,
    };
  }
}

/** How long a camera may send without a keyframe; some have a GOP of minutes (quirk 23). */
const keyframeWithinMs = 120_000;

/**
 * Opens the camera's stream, waits for its first keyframe and starts recording there. Aborting gives up waiting.
 * Errors: what `Relay.open` and `RunSpool.openRun` throw; `unavailable` `camera-without-keyframe`.
 */
export async function startRun(
  deps: RunDeps,
  { lease, cameraId }: RecordingTarget,
  { stream, abandon }: { readonly stream: StreamTarget; readonly abandon: AbortSignal },
): Promise<RecordingRun> {
  const session = await deps.relay.open(stream);
  try {
    const { wallMs } = await firstKeyframeOf(session, abandon);
    const run: Run = {
      id: lease.runId,
      cameraId,
      streamId: lease.streamId,
      epoch: lease.epoch,
      startedAtMs: deps.clock.nowMs(),
      codec: session.codec,
      firstFrameMs: Math.round(wallMs),
    };
    return new RecordingRun(deps, run, session, await deps.spool.openRun(run));
  } catch (error) {
    await session.close();
    throw error;
  }
}

async function firstKeyframeOf(session: RelaySession, abandon: AbortSignal): Promise<{ wallMs: number }> {
  abandon.throwIfAborted();
  const giveUp = () => void session.close();
  abandon.addEventListener('abort', giveUp, { once: true });
  try {
    if (await settlesWithin(session.firstKeyframe, keyframeWithinMs)) return await session.firstKeyframe;
    throw unavailable('camera-without-keyframe', 'the camera sends a stream without keyframes');
  } finally {
    abandon.removeEventListener('abort', giveUp);
  }
}

/** Whether the promise settles in time. */
async function settlesWithin(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const settled = await Promise.race([
    promise.then(
      () => true,
      () => true,
    ),
    late,
  ]);
  clearTimeout(timer);
  return settled;
}
