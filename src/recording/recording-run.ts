import { type ClockAnswer, judgeReport } from '../camera/index.ts';
import { type Clock, messageOf, minuteMs, settlesWithin } from '../core/index.ts';
import type { Relay, RelayPart, RelaySession } from '../relay/index.ts';
import { FactsKeeper, type KeepingDeps } from './facts-keeper.ts';
import {
  endBeforeBeginning,
  endOfRecorder,
  endOfSession,
  endOfStuck,
  fileEndOf,
  type RunEnd,
} from './outcome.ts';
import type { RecordedFile, Recorder, RecorderEnd, RecorderProcess } from './recorder.ts';
import type { ClosedSegment, FileEnd, Run } from './segment.ts';
import type { OpenRun } from './spool.ts';
import { cutOffsetMs, isHang, isStuck, isTooLarge } from './watchdog.ts';

export interface RunDeps extends KeepingDeps {
  readonly relay: Relay;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly segmentMs: number;
}

export interface FinishedRun {
  readonly end: RunEnd;
  /** End of the last file whose facts are stored; what lies behind it is taken out of the gap when it is recovered. */
  readonly recordedToMs: number | undefined;
}

/** How long a recorder may take to finish its file after the end of the stream, before the stop ladder. */
const finishMs = 5_000;
/** The wall time of the first frame becomes exact while the camera's opening burst is still being read. */
const settlingMs = 15_000;

/**
 * One RTSP session from the camera to closed files in the spool: relay and recorder run side by side, and the
 * relay's clock gives the wall time of every file. When the picture format changes, the next recorder goes on in the
 * same run. It ends when either ends or `stop` is called; then both are gone.
 */
export class RecordingRun {
  /** Resolves when both are gone and every closed file is announced. Never rejects. */
  readonly ended: Promise<FinishedRun>;
  /** Whether footage is being written; false when the run ended before. Never rejects. */
  readonly begun: Promise<boolean>;
  private process: RecorderProcess;
  private readonly startedAtMs: number;
  private lastCloseMs: number;
  private checkedAtMs: number;
  private bytesAtClose = 0;
  private nextSeq = 0;
  /** Media time at which the open file began. */
  private cutMs = 0;
  private readonly facts: FactsKeeper;
  private stoppedBy: RunEnd | undefined;
  /** What closes the open file; the next one while the session lasts. */
  private closing: FileEnd = 'rotate';
  private hasBegun = false;

  constructor(
    private readonly deps: RunDeps,
    private run: Run,
    private readonly session: RelaySession,
    private readonly folder: OpenRun,
  ) {
    this.startedAtMs = this.lastCloseMs = this.checkedAtMs = deps.clock.monotonicMs();
    this.facts = new FactsKeeper(deps, () => this.run);
    this.process = this.start(session);
    this.begun = this.process.begun.then((hasBegun) => {
      this.hasBegun = hasBegun;
      return hasBegun;
    });
    this.ended = this.untilEnded();
  }

  /** Wall time of the first frame, as exact as known now. */
  get firstFrameMs(): number {
    return this.run.firstFrameMs;
  }

  /** What a sender report of the last minute says of the camera's clock; absent while our timing of it is not exact. */
  get cameraClock(): ClockAnswer | undefined {
    const { senderReport } = this.session.stats();
    if (senderReport?.mediaMs === undefined) return undefined;
    if (this.deps.clock.monotonicMs() - this.startedAtMs < settlingMs) return undefined;
    const ourMs = this.session.clock.wallOf(senderReport.mediaMs);
    if (Math.abs(this.deps.clock.nowMs() - ourMs) > minuteMs) return undefined;
    return judgeReport({ cameraMs: senderReport.ntpMs, ourMs });
  }

  /** Ends the run and lets the recorder finish its file. */
  async stop(end: RunEnd): Promise<void> {
    this.stoppedBy ??= end;
    await this.session.close();
    await this.ended;
  }

  /** The watchdog, called every few seconds. Never rejects, and waits for no recorder and no camera. */
  async check(): Promise<void> {
    const nowMs = this.deps.clock.monotonicMs();
    this.facts.retryPending();
    if (nowMs - this.startedAtMs < settlingMs) await this.settleFirstFrame();
    const { segmentMs } = this.deps;
    const { gopMs, bytes } = this.session.stats();
    // Nothing could close while this process stood still.
    if (isHang(nowMs - this.checkedAtMs)) this.lastCloseMs = nowMs;
    this.checkedAtMs = nowMs;
    const sinceSegmentMs = nowMs - this.lastCloseMs;
    if (isTooLarge(bytes - this.bytesAtClose)) {
      const message = `a segment of ${segmentMs} ms is too large for one object`;
      const nextSegmentMs = Math.ceil(segmentMs / 2);
      void this.stop({ reason: 'recorder', message, isRenewal: true, nextSegmentMs });
    } else if (isStuck({ segmentMs, gopMs, sinceSegmentMs })) {
      void this.process.stop();
      void this.stop(endOfStuck({ segmentMs, gopMs, sinceSegmentMs }));
    }
  }

  private async untilEnded(): Promise<FinishedRun> {
    void this.session.ended.then((end) => {
      const silentMs = this.deps.clock.nowMs() - this.session.stats().lastArrivalMs;
      this.closing = fileEndOf(end, silentMs);
    });
    const recorded = this.recordParts();
    const first = await Promise.race([
      this.session.ended.then((end) => (this.hasBegun ? endOfSession(end) : endBeforeBeginning(end))),
      recorded.then(endOfRecorder),
    ]);
    await this.session.close();
    const last = await recorded;
    this.facts.retryPending();
    await this.facts.idle;
    await this.folder.release();
    // A leaving recorder breaks its connection before its exit status gives the reason.
    const end = first.reason === 'recorder' && isCause(last) ? endOfRecorder(last) : first;
    return { end: this.stoppedBy ?? end, recordedToMs: this.facts.keptToMs };
  }

  /** One recorder after another, each until the picture format changes. Answers how the last one ended. */
  private async recordParts(): Promise<RecorderEnd> {
    for (let part: RelayPart = this.session; ; ) {
      const { process } = this;
      const next = await Promise.race([part.next, process.ended.then(() => undefined)]);
      // The relay has closed its side: the recorder reads the rest and finishes its file by itself.
      if (!(await settlesWithin(process.ended, finishMs))) await process.stop();
      const end = await process.ended;
      if (!next || isCause(end)) return end;
      // One that was killed leaves an open file.
      if (end.kind === 'failed') this.nextSeq++;
      part = next;
      this.process = this.start(part);
    }
  }

  private start(part: RelayPart): RecorderProcess {
    const { recorder, segmentMs } = this.deps;
    return recorder.start({
      url: part.url,
      ...(part.pictures && { pictures: part.pictures }),
      directory: this.folder.directory,
      lockFd: this.folder.lockFd,
      firstSeq: this.nextSeq,
      segmentMs,
      cutOffsetMs: cutOffsetMs(this.run.streamId, segmentMs),
      onFile: (file) => this.close(file, part.mediaFromMs),
    });
  }

  /** Records the first frame's wall time, for a file that never closes. Never rejects: `check` retries. */
  private async settleFirstFrame(): Promise<void> {
    const firstFrameMs = Math.round(this.session.clock.wallOf(0));
    if (firstFrameMs === this.run.firstFrameMs) return;
    const run = { ...this.run, firstFrameMs };
    try {
      await this.deps.spool.updateRun(run);
      this.run = run;
    } catch (error) {
      const { streamId, id: runId } = run;
      this.deps.log.warn({ streamId, runId, error: messageOf(error) }, 'first frame not stored yet');
    }
  }

  private close(file: RecordedFile, partFromMs: number): void {
    this.lastCloseMs = this.deps.clock.monotonicMs();
    this.bytesAtClose = this.session.stats().bytes;
    this.nextSeq = file.seq + 1;
    this.facts.keep(this.factsOf(file.seq, partFromMs + file.mediaToMs));
  }

  /**
   * A file lasts until the first keyframe of the next is shown, which in open GOPs is later than the end of its own last
   * frame.
   */
  private factsOf(seq: number, lastFrameToMs: number): ClosedSegment {
    const mediaFromMs = this.cutMs;
    const mediaToMs = this.session.cutAt(lastFrameToMs);
    this.cutMs = mediaToMs;
    const { wallStartMs, wallEndMs } = this.session.clock.closeSegment(mediaToMs);
    const packetsLost = this.session.stats().lost;
    return {
      end: this.closing,
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

/** Whether the recorder tells why it ended, and not only that it did. */
const isCause = ({ kind }: RecorderEnd): boolean => kind === 'disk-full' || kind === 'not-started';
