import { unavailable } from '../core/index.ts';
import type { CameraEvents, CameraSession } from './camera/camera-session.ts';
import { deferred } from './deferred.ts';
import { describeRun } from './recorder/description.ts';
import type { RecorderEndpoint } from './recorder/recorder-endpoint.ts';
import type { FeedLimits } from './recorder/recorder-feed.ts';
import { RecorderPart } from './recorder/recorder-part.ts';
import type { AccessUnit } from './rtp/access-unit.ts';
import { codecOf } from './rtp/codecs.ts';
import { ParameterSets } from './rtp/parameter-sets.ts';
import { type PicturePlace, RelayRun } from './run.ts';
import type {
  EndReason,
  FirstKeyframe,
  PartFormat,
  PictureSource,
  RelayPart,
  RelaySession,
  SessionEnd,
  SessionStats,
} from './session.ts';
import { GopWatch } from './time/gop-watch.ts';
import { RunWallClock } from './time/wall-clock.ts';
import type { WakeUps } from './wake-ups.ts';

export interface SessionParts {
  readonly camera: CameraSession;
  readonly endpoint: RecorderEndpoint;
  readonly limits: FeedLimits;
  readonly wakeUps: WakeUps;
  readonly isReadHere: (format: PartFormat) => boolean;
  /** Wall time at the opening of the session plus monotonic time since. */
  readonly now: () => number;
}

const recorderWords: Record<'stalled' | 'left' | 'asked', readonly [EndReason, string]> = {
  stalled: ['recorder-stalled', 'The recorder did not accept data.'],
  left: ['recorder-stalled', 'The recorder closed its connection.'],
  asked: ['closed', 'The recorder ended the session.'],
};

const unbegunCode = (reason: EndReason): string =>
  reason === 'unsupported' ? 'camera-unsupported' : 'camera-offline';

/** More parts without a recorder: the camera changes its format faster than a recorder starts. */
const maxWaitingParts = 8;

/** Joins both sides: turns the camera's stream into one run, times it, and feeds it to one recorder after another. */
export class RelayedSession implements RelaySession, CameraEvents {
  readonly url: string;
  readonly mediaFromMs = 0;
  readonly next: Promise<RelayPart | undefined>;
  readonly codec: 'h264' | 'h265';
  readonly clock = new RunWallClock();
  readonly firstKeyframe: Promise<FirstKeyframe>;
  readonly ended: Promise<SessionEnd>;
  private readonly run: RelayRun;
  private readonly gops = new GopWatch();
  private readonly started = deferred<FirstKeyframe>();
  private readonly finished = deferred<SessionEnd>();
  private part: RecorderPart;
  /** Parts that no recorder read yet. */
  private waiting: readonly RecorderPart[] = [];
  pictures: PictureSource | undefined;
  private hasStarted = false;
  private lastMediaMs = 0;
  private closing: Promise<void> | undefined;

  constructor(private readonly parts: SessionParts) {
    const { offer } = parts.camera;
    const codec = codecOf(offer.codec);
    this.codec = offer.codec;
    this.part = this.aPart(0);
    this.url = this.part.url;
    this.next = this.part.next;
    this.run = new RelayRun(codec, offer.clockRate, new ParameterSets(codec, offer.parameterSets), {
      onPart: (sets, first) => this.begin(sets, first),
      onDeliver: (unit, at) => this.deliver(unit, at),
    });
    this.firstKeyframe = this.started.promise;
    this.ended = this.finished.promise;
    // A waiting caller sees the rejection; without one it is ignored.
    this.firstKeyframe.catch(() => {});
  }

  onAccessUnit(unit: AccessUnit): void {
    this.run.accept(unit);
  }

  onSourceChange(): void {
    this.run.changeSource();
  }

  onEnd(reason: EndReason, message: string): void {
    this.end(reason, message);
  }

  cutAt(mediaToMs: number): number {
    return this.gops.cutAt(mediaToMs);
  }

  stats(): SessionStats {
    const { received } = this.parts.camera;
    const report = received?.senderReport;
    const mediaMs = report?.ticks === undefined ? undefined : this.run.mediaMsOf(report.ticks);
    const gopMs = this.gops.maxMs;
    return {
      packets: received?.packets ?? 0,
      lost: received?.lost ?? 0,
      bytes: received?.bytes ?? 0,
      keyframes: this.gops.keyframes,
      ssrc: received?.ssrc ?? 0,
      lastArrivalMs: received?.lastArrivalMs ?? 0,
      ...(gopMs === undefined ? {} : { gopMs }),
      ...(report && {
        senderReport: { ntpMs: report.ntpMs, rtp: report.rtp, ...(mediaMs === undefined ? {} : { mediaMs }) },
      }),
    };
  }

  close(): Promise<void> {
    this.end('closed', 'The session was closed.');
    return this.closing ?? Promise.resolve();
  }

  /** The first part waits for its keyframe; every later one goes on where the one before it ends. */
  private begin(
    parameterSets: readonly Buffer[],
    { mediaMs, arrivalMs }: { mediaMs: number; arrivalMs: number },
  ): void {
    const isFirst = !this.hasStarted;
    if (!isFirst) this.handOver(mediaMs);
    this.hasStarted = true;
    const { clockRate } = this.parts.camera.offer;
    const format = { codec: this.codec, clockRate, parameterSets };
    if (this.parts.isReadHere(format)) this.part.readHere(format);
    else this.part.describe(describeRun(codecOf(this.codec), clockRate, parameterSets));
    if (isFirst) this.pictures = this.part.pictures;
    this.started.resolve({ wallMs: arrivalMs, parameterSets });
  }

  private handOver(mediaMs: number): void {
    const next = this.aPart(mediaMs);
    this.waiting = [...this.waiting, this.part].filter((part) => part.isWaiting);
    this.part.finish(next);
    this.part = next;
    if (this.waiting.length >= maxWaitingParts)
      this.end('unsupported', 'The camera changes its picture format all the time. Correct its settings.');
  }

  private aPart(mediaFromMs: number): RecorderPart {
    const { limits, endpoint, wakeUps } = this.parts;
    return new RecorderPart({
      ...limits,
      endpoint,
      wakeUps,
      codec: codecOf(this.codec),
      mediaFromMs,
      onRecorderGone: (how) => this.end(...recorderWords[how]),
    });
  }

  private deliver(unit: AccessUnit, at: PicturePlace): void {
    this.clock.sample(at.mediaMs, unit.arrivalMs);
    this.gops.note(at.mediaMs, at.isKeyframe);
    this.lastMediaMs = Math.max(this.lastMediaMs, at.mediaMs);
    this.part.write({ ...at, nals: unit.nals });
  }

  private end(reason: EndReason, message: string): void {
    if (this.closing) return;
    this.closing = this.parts.camera.close();
    this.part.finish();
    this.started.reject(unavailable(unbegunCode(reason), `No keyframe came: ${message}`));
    this.finished.resolve({ reason, message, lastMediaMs: this.lastMediaMs });
  }
}
