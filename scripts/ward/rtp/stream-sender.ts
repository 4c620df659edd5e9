import { randomBytes } from 'node:crypto';
import { frameCaptureMs, frameNumberAt } from '../clip/loop.ts';
import { frameAt, gopStart, type Reel, type ReelFrame } from './reel.ts';
import { senderReport } from './sender-report.ts';
import type { Turn, TurnWheel } from './turn-wheel.ts';

const TICKS_PER_MS = 90;
const REPORT_EVERY_MS = 5000;
const MAX_PENDING_BYTES = 4 * 1024 * 1024;

/** The way to one client. */
export interface Outlet {
  write(bytes: Buffer): void;
  /** Accepted but not yet taken by the kernel. */
  readonly pendingBytes: number;
}

/** How the camera sends, as it stands now: the camera may change it at any time. */
export interface Manner {
  /** From capture to the first byte sent. */
  readonly encoderDelayMs: number;
  /** The most that a frame is late beyond that. */
  readonly jitterMs: number;
  readonly burstsCachedGop: boolean;
  readonly silent: boolean;
  /** What the camera's own clock shows at that instant. */
  cameraTimeOf(nowMs: number): number;
}

export interface SenderOptions {
  reel: Reel;
  outlet: Outlet;
  manner: Manner;
  wheel: TurnWheel;
  /** RTP goes here, RTCP on the next. */
  channel: number;
  cname: string;
}

/** Plays a reel to one client, in step with the epoch. */
export class StreamSender implements Turn {
  dueMs = 0;
  readonly ssrc = randomBytes(4).readUInt32BE();
  private readonly options: SenderOptions;
  private readonly timestampBase = randomBytes(4).readUInt32BE();
  private sequence = randomBytes(2).readUInt16BE();
  /** The next frame, in decode order, counted from the epoch. */
  private position = 0;
  private packets = 0;
  private bytes = 0;
  private dropping = false;
  private reportDueMs = 0;
  private over = false;

  constructor(options: SenderOptions) {
    this.options = options;
  }

  /** Chooses the first frame: the start of the cached GOP, or of the next one. */
  cue(nowMs: number): { sequence: number; timestamp: number } {
    const { reel, manner } = this.options;
    const newest = frameNumberAt(nowMs - manner.encoderDelayMs) - reel.reorderFrames;
    this.position = manner.burstsCachedGop ? gopStart(reel, newest) : nextGop(reel, newest + 1);
    return { sequence: this.sequence, timestamp: this.frameTimestamp(frameAt(reel, this.position)) };
  }

  /** Sends what is due already (the burst) and goes on from there. */
  start(nowMs: number): void {
    while (this.frameDueMs() <= nowMs) this.sendNext(nowMs);
    this.scheduleNext();
  }

  take(nowMs: number): void {
    if (this.over) return;
    if (this.dueMs <= nowMs) this.sendNext(nowMs);
    this.scheduleNext();
  }

  stop(): void {
    this.over = true;
  }

  private scheduleNext(): void {
    const jitterMs = Math.random() * this.options.manner.jitterMs;
    this.dueMs = Math.max(this.dueMs, this.frameDueMs() + jitterMs);
    this.options.wheel.schedule(this);
  }

  /** An encoder that reorders cannot send a frame before it has captured those that come first in decode order. */
  private frameDueMs(): number {
    const { reel, manner } = this.options;
    return frameCaptureMs(this.position + reel.reorderFrames) + manner.encoderDelayMs;
  }

  private sendNext(nowMs: number): void {
    const frame = frameAt(this.options.reel, this.position);
    if (!this.options.manner.silent && !this.dropped(frame)) {
      this.write(frame);
      if (nowMs >= this.reportDueMs) this.report(nowMs);
    }
    this.position++;
  }

  /** A client that does not read loses whole GOPs, as with a camera of little memory. */
  private dropped(frame: ReelFrame): boolean {
    const { pendingBytes } = this.options.outlet;
    if (pendingBytes > MAX_PENDING_BYTES) this.dropping = true;
    else if (frame.keyframe) this.dropping = false;
    return this.dropping;
  }

  private write({ template, ...frame }: ReelFrame): void {
    const { outlet, channel } = this.options;
    const timestamp = this.frameTimestamp(frame);
    outlet.write(template.stamped({ channel, sequence: this.sequence, timestamp, ssrc: this.ssrc }));
    if (outlet.pendingBytes > 0) template.release();
    this.sequence = (this.sequence + template.packetCount) & 0xffff;
    this.packets += template.packetCount;
    this.bytes += template.payloadBytes;
  }

  /** Presentation time; not monotonic in sending order where there are B-frames. */
  private frameTimestamp({ presentationFrame }: Pick<ReelFrame, 'presentationFrame'>): number {
    const { frames } = this.options.reel;
    const loopStart = this.position - (this.position % frames.length);
    return this.timestamp(frameCaptureMs(loopStart + presentationFrame));
  }

  private timestamp(wallMs: number): number {
    return (this.timestampBase + Math.round(wallMs * TICKS_PER_MS)) % 2 ** 32;
  }

  private report(nowMs: number): void {
    const { outlet, channel, cname, manner } = this.options;
    this.reportDueMs = nowMs + REPORT_EVERY_MS;
    const cameraMs = manner.cameraTimeOf(nowMs);
    const timestamp = this.timestamp(nowMs);
    const { ssrc } = this;
    const sent = { packets: this.packets, bytes: this.bytes };
    outlet.write(senderReport({ channel: channel + 1, ssrc, cameraMs, timestamp, ...sent, cname }));
  }
}

function nextGop(reel: Reel, position: number): number {
  let next = position;
  while (!frameAt(reel, next).keyframe) next++;
  return next;
}
