import { randomBytes } from 'node:crypto';
import { unavailable } from '../core/index.ts';
import type { CameraEvents, CameraSession } from './camera/camera-session.ts';
import { deferred } from './deferred.ts';
import { describeRun } from './recorder/description.ts';
import type { RecorderEndpoint } from './recorder/recorder-endpoint.ts';
import { type FeedLimits, RecorderFeed } from './recorder/recorder-feed.ts';
import type { AccessUnit } from './rtp/access-unit.ts';
import { codecOf } from './rtp/codecs.ts';
import { ParameterSets } from './rtp/parameter-sets.ts';
import { RelayRun } from './run.ts';
import type { EndReason, RelaySession, SessionEnd, SessionStats } from './session.ts';
import { GopWatch } from './time/gop-watch.ts';
import { RunWallClock } from './time/wall-clock.ts';
import type { WakeUps } from './wake-ups.ts';

export interface SessionParts {
  readonly camera: CameraSession;
  readonly endpoint: RecorderEndpoint;
  readonly limits: FeedLimits;
  readonly wakeUps: WakeUps;
  /** Wall time at the opening of the session plus monotonic time since. */
  readonly now: () => number;
}

const recorderWords: Record<'stalled' | 'left' | 'asked', readonly [EndReason, string]> = {
  stalled: ['recorder-stalled', 'The recorder did not accept data.'],
  left: ['recorder-stalled', 'The recorder closed its connection.'],
  asked: ['closed', 'The recorder ended the session.'],
};

/** Joins both sides: turns the camera's stream into one run, times it, and feeds it to the recorder. */
export class RelayedSession implements RelaySession, CameraEvents {
  readonly url: string;
  readonly codec: 'h264' | 'h265';
  readonly clock = new RunWallClock();
  readonly firstKeyframe: Promise<{ wallMs: number }>;
  readonly ended: Promise<SessionEnd>;
  private readonly feed: RecorderFeed;
  private readonly run: RelayRun;
  private readonly gops = new GopWatch();
  private readonly started = deferred<{ sdp: string; wallMs: number }>();
  private readonly finished = deferred<SessionEnd>();
  private readonly revoke: () => void;
  private lastMediaMs = 0;
  private closing: Promise<void> | undefined;

  constructor(private readonly parts: SessionParts) {
    const { offer } = parts.camera;
    const codec = codecOf(offer.codec);
    this.codec = offer.codec;
    this.feed = new RecorderFeed({
      ...parts.limits,
      codec,
      ssrc: randomBytes(4).readUInt32BE(),
      wakeUps: parts.wakeUps,
      onRecorderGone: (how) => this.end(...recorderWords[how]),
    });
    this.run = new RelayRun(codec, offer.clockRate, new ParameterSets(codec, offer.parameterSets), {
      onStart: (sets, wallMs) =>
        this.started.resolve({ sdp: describeRun(codec, offer.clockRate, sets), wallMs }),
      onDeliver: (unit, at) => this.deliver(unit, at),
      onBreak: (reason, message) => this.end(reason, message),
    });
    const description = this.started.promise.then(({ sdp }) => sdp);
    this.firstKeyframe = this.started.promise.then(({ wallMs }) => ({ wallMs }));
    this.ended = this.finished.promise;
    // A waiting caller sees the rejection; without one it is ignored.
    for (const promise of [description, this.firstKeyframe]) promise.catch(() => {});
    const admitted = parts.endpoint.admit({ description, feed: this.feed });
    this.url = admitted.url;
    this.revoke = admitted.revoke;
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

  private deliver(unit: AccessUnit, at: { ticks: number; mediaMs: number; isKeyframe: boolean }): void {
    this.clock.sample(at.mediaMs, unit.arrivalMs);
    this.gops.note(at.mediaMs, at.isKeyframe);
    this.lastMediaMs = Math.max(this.lastMediaMs, at.mediaMs);
    this.feed.write(unit.nals, at.ticks);
  }

  private end(reason: EndReason, message: string): void {
    if (this.closing) return;
    this.closing = this.parts.camera.close();
    this.revoke();
    this.feed.finish();
    this.started.reject(unavailable('camera-offline', `No keyframe came: ${message}`));
    this.finished.resolve({ reason, message, lastMediaMs: this.lastMediaMs });
  }
}
