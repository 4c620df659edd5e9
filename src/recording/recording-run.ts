import type { Clock, Log } from '../core/index.ts';
import { messageOf } from '../core/index.ts';
import type { Relay, RelaySession, StreamTarget } from '../relay/index.ts';
import type { RecordingTarget } from './lease.ts';
import { endOfRecorder, endOfSession, type RunEnd } from './outcome.ts';
import type { RecordedFile, Recorder, RecorderProcess } from './recorder.ts';
import type { ClosedSegment, Run } from './segment.ts';
import type { RunSpool } from './spool.ts';
import { cutOffsetMs, isStuck } from './watchdog.ts';

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
  /** Wall time of the first frame, provisional. Rejects when the run ends before one. */
  readonly firstFrame: Promise<number>;

  private readonly process: RecorderProcess;
  private readonly startedAtMs: number;
  private lastCloseMs: number;
  private closings: Promise<void> = Promise.resolve();
  private recordedToMs: number | undefined;
  private mediaZeroMs: number | undefined;
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
    this.firstFrame = session.firstKeyframe.then(({ wallMs }) => this.keepFirstFrame(Math.round(wallMs)));
    this.firstFrame.catch(() => {});
    this.ended = this.untilEnded();
  }

  /** Ends the run, letting the recorder finish its file. */
  async stop(end: RunEnd): Promise<void> {
    this.stoppedBy ??= end;
    await this.session.close();
    await this.ended;
  }

  /** To be called every few seconds: the watchdog. */
  async check(): Promise<void> {
    const nowMs = this.deps.clock.monotonicMs();
    if (nowMs - this.startedAtMs < settlingMs) await this.settleFirstFrame();
    const gopMs = this.session.stats().gopMs;
    const sinceSegmentMs = nowMs - this.lastCloseMs;
    if (!isStuck({ segmentMs: this.deps.segmentMs, gopMs, sinceSegmentMs })) return;
    const message = `no segment closed for ${Math.round(sinceSegmentMs / 1000)} s`;
    void this.process.stop();
    await this.stop({ reason: 'recorder', message, isRenewal: false });
  }

  private async untilEnded(): Promise<FinishedRun> {
    const ended = Promise.race([
      this.session.ended.then(endOfSession),
      this.process.ended.then(endOfRecorder),
    ]);
    const end = await ended;
    await this.session.close();
    // The relay has closed its side: the recorder reads what is left and finishes its file by itself.
    if (!(await settlesWithin(this.process.ended, finishMs))) await this.process.stop();
    await this.closings;
    return { end: this.stoppedBy ?? end, recordedToMs: this.recordedToMs };
  }

  private async keepFirstFrame(wallMs: number): Promise<number> {
    this.run = { ...this.run, firstFrameMs: wallMs };
    await this.deps.spool.updateRun(this.run);
    return wallMs;
  }

  private async settleFirstFrame(): Promise<void> {
    if (this.run.firstFrameMs === undefined) return;
    const wallMs = Math.round(this.session.clock.wallOf(0));
    if (wallMs !== this.run.firstFrameMs) await this.keepFirstFrame(wallMs);
  }

  private enqueueClosing(file: RecordedFile): void {
    this.lastCloseMs = this.deps.clock.monotonicMs();
    this.closings = this.closings.then(() => this.close(file));
  }

  /** Never rejects: a file whose facts cannot be kept is recovered from the spool later. */
  private async close(file: RecordedFile): Promise<void> {
    const closed = this.factsOf(file);
    this.recordedToMs = closed.endMs;
    try {
      await this.deps.spool.closeSegment(this.run, closed);
      await this.deps.announce(this.run, closed);
    } catch (error) {
      const { streamId, id: runId } = this.run;
      this.deps.log.warn(
        { streamId, runId, seq: closed.seq, error: messageOf(error) },
        'segment not announced',
      );
    }
  }

  private factsOf(file: RecordedFile): ClosedSegment {
    // Media time 0 is the first frame the relay delivered; the recorder's own zero may differ.
    this.mediaZeroMs ??= file.mediaFromMs;
    const mediaFromMs = file.mediaFromMs - this.mediaZeroMs;
    const mediaToMs = file.mediaToMs - this.mediaZeroMs;
    const { wallStartMs, wallEndMs } = this.session.clock.closeSegment(mediaToMs);
    return {
      runId: this.run.id,
      seq: file.seq,
      startMs: wallStartMs,
      endMs: wallEndMs,
      mediaFromMs,
      mediaToMs,
      packetsLost: this.session.stats().lost,
    };
  }
}

/** Opens the camera's stream and starts recording it. Errors: what `Relay.open` and `RunSpool.openRun` throw. */
export async function startRun(
  deps: RunDeps,
  { lease, cameraId }: RecordingTarget,
  stream: StreamTarget,
): Promise<RecordingRun> {
  const session = await deps.relay.open(stream);
  const run: Run = {
    id: lease.runId,
    cameraId,
    streamId: lease.streamId,
    epoch: lease.epoch,
    startedAtMs: deps.clock.nowMs(),
    codec: session.codec,
  };
  try {
    return new RecordingRun(deps, run, session, await deps.spool.openRun(run));
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Whether the promise settles in time. */
async function settlesWithin(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const settled = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return settled;
}
