import { randomBytes } from 'node:crypto';
import { frameCaptureMs, frameNumberAt } from '../clip/loop.ts';
import { frameAt, gopStart, type Reel, type ReelFrame } from './reel.ts';
import { senderReport } from './sender-report.ts';
import type { Turn, TurnWheel } from './turn-wheel.ts';

const TICKS_PER_MS = 90;
const REPORT_EVERY_MS = 5000;
const MAX_PENDING_BYTES = 4 * 1024 * 1024;

/** The connection to one client. */
export interface Outlet {
  write(bytes: Buffer): void;
  /** Bytes accepted but not yet taken by the kernel. */
  readonly pendingBytes: number;
}

/** Current sending behaviour; the camera may change it at any time. */
export interface Manner {
  /** Time from capture to the first byte sent. */
  readonly encoderDelayMs: number;
  /** Largest additional delay of a frame. */
  readonly jitterMs: number;
  readonly burstsCachedGop: boolean;
  readonly silent: boolean;
  /** Time of the camera's clock at that instant. */
  cameraTimeOf(nowMs: number): number;
}

export interface SenderOptions {
  /** Asked for each GOP: a camera whose picture is changed sends the other from its next keyframe on. */
  reel: () => Reel;
  outlet: Outlet;
  manner: Manner;
  wheel: TurnWheel;
  /** Channel of RTP; RTCP uses the next one. */
  channel: number;
  cname: string;
}

/** Plays a reel to one client, aligned to the epoch. */
export class StreamSender implements Turn {
  dueMs = 0;
  readonly ssrc = randomBytes(4).readUInt32BE();
  private readonly options: SenderOptions;
  private reel: Reel;
  private readonly timestampBase = randomBytes(4).readUInt32BE();
  private sequence = randomBytes(2).readUInt16BE();
  /** Decode position of the next frame, counted from the epoch. */
  private position = 0;
  private packets = 0;
  private bytes = 0;
  private dropping = false;
  private reportDueMs = 0;
  private over = false;

  constructor(options: SenderOptions) {
    this.options = options;
    this.reel = options.reel();
  }

  /** Chooses the first frame: the start of the cached GOP, or of the next one. */
  cue(nowMs: number): { sequence: number; timestamp: number } {
    const { reel } = this;
    const { manner } = this.options;
    const newest = frameNumberAt(nowMs - manner.encoderDelayMs) - reel.reorderFrames;
    this.position = manner.burstsCachedGop ? gopStart(reel, newest) : nextGop(reel, newest + 1);
    return { sequence: this.sequence, timestamp: this.frameTimestamp(frameAt(reel, this.position)) };
  }

  /** Sends the frames already due (the burst), then continues on time. */
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

  /**
   * Due time of the next frame. An encoder that reorders must first capture the frames that precede it in
   * decode order.
   */
  private frameDueMs(): number {
    return frameCaptureMs(this.position + this.reel.reorderFrames) + this.options.manner.encoderDelayMs;
  }

  private sendNext(nowMs: number): void {
    const frame = this.nextFrame();
    if (!this.options.manner.silent && !this.dropped(frame)) {
      this.write(frame);
      if (nowMs >= this.reportDueMs) this.report(nowMs);
    }
    this.position++;
  }

  private nextFrame(): ReelFrame {
    const wanted = this.options.reel();
    if (frameAt(wanted, this.position).keyframe) this.reel = wanted;
    return frameAt(this.reel, this.position);
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

  /** Presentation timestamp; with B-frames it is not monotonic in sending order. */
  private frameTimestamp({ presentationFrame }: Pick<ReelFrame, 'presentationFrame'>): number {
    const { frames } = this.reel;
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
