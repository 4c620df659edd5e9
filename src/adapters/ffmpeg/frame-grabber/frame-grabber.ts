import { type AppError, type Log, unavailable } from '../../../core/index.ts';
import type { FrameGrabber, GrabbedFrame, GrabOptions } from '../../../ingest/frame-grabber.ts';
import type { Keyframe } from '../../../media/index.ts';
import { type DecoderShape, decoderShape } from './arguments.ts';
import { broken, KeyframeDecoder } from './decoder.ts';

export interface FrameGrabberOptions {
  readonly log: Log;
  /** How many ffmpeg may live at once; each is about 26 MB (PSS) at 720p. */
  readonly maxDecoders?: number;
  /** How long one lives without work. */
  readonly idleMs?: number;
  /** How long one keyframe may take, also on a busy machine. */
  readonly timeoutMs?: number;
}

/**
 * A `FrameGrabber` of ffmpeg processes that live on: one per coding and size, fed keyframe by keyframe. Starting
 * one costs what a dozen keyframes cost. A broken keyframe takes its decoder with it, and only itself.
 */
export function createFrameGrabber(options: FrameGrabberOptions): FrameGrabber {
  return new DecoderPool({ maxDecoders: 4, idleMs: 60_000, timeoutMs: 10_000, ...options });
}

/** The place of one decoder, which comes and goes, and the queue before it. */
interface Seat {
  readonly shape: DecoderShape;
  decoder: KeyframeDecoder | undefined;
  /** Settles when nothing is queued; never rejects. */
  queue: Promise<void>;
  queued: number;
  idleTimer: NodeJS.Timeout | undefined;
}

class DecoderPool implements FrameGrabber {
  /** Least recently used first. */
  private readonly seats = new Map<string, Seat>();
  private isClosed = false;

  constructor(readonly options: Required<FrameGrabberOptions>) {}

  async grab(keyframe: Keyframe, { isStill }: GrabOptions): Promise<GrabbedFrame> {
    const shape = decoderShape(keyframe.codec, keyframe.width, keyframe.height);
    if (!shape) throw broken(`pictures of ${keyframe.width} × ${keyframe.height}`);
    const seat = await this.seatFor(shape);
    const frame = seat.queue.then(() => this.decode(seat, keyframe, isStill));
    seat.queue = frame.then(
      () => this.release(seat),
      () => this.release(seat),
    );
    return frame;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const decoders = [...this.seats.values()].flatMap(({ decoder }) => decoder ?? []);
    for (const seat of this.seats.values()) this.leave(seat);
    await Promise.all(decoders.map((decoder) => decoder.ended()));
  }

  /** A place in a queue, to be given up by `#release`. */
  private async seatFor(shape: DecoderShape): Promise<Seat> {
    const key = keyOf(shape);
    for (;;) {
      if (this.isClosed) throw closed();
      const seat = this.seats.get(key) ?? this.takeSeat(shape);
      if (!seat) {
        await Promise.race([...this.seats.values()].map(({ queue }) => queue));
        continue;
      }
      clearTimeout(seat.idleTimer);
      this.seats.delete(key);
      this.seats.set(key, seat);
      seat.queued += 1; // before anybody else can find it idle
      return seat;
    }
  }

  /** A new seat, if need be that of the decoder idle for longest; undefined while all are at work. */
  private takeSeat(shape: DecoderShape): Seat | undefined {
    if (this.seats.size >= this.options.maxDecoders) {
      const idle = [...this.seats.values()].find(({ queued }) => queued === 0);
      if (!idle) return undefined;
      this.leave(idle);
    }
    return { shape, decoder: undefined, queue: Promise.resolve(), queued: 0, idleTimer: undefined };
  }

  private async decode(seat: Seat, keyframe: Keyframe, isStill: boolean): Promise<GrabbedFrame> {
    if (this.isClosed) throw closed();
    const decoder = this.decoderFor(seat, keyframe);
    const { timeoutMs } = this.options;
    const timer = setTimeout(() => decoder.kill(broken(`no picture within ${timeoutMs} ms`)), timeoutMs);
    try {
      return await decoder.decode(keyframe.bitstream, isStill);
    } finally {
      clearTimeout(timer);
    }
  }

  private decoderFor(seat: Seat, { isReset }: Keyframe): KeyframeDecoder {
    if (seat.decoder && !seat.decoder.isDead && (isReset || seat.decoder.isFresh)) return seat.decoder;
    seat.decoder?.kill(closed());
    seat.decoder = new KeyframeDecoder(seat.shape);
    this.options.log.info(
      { decoder: keyOf(seat.shape), decoders: this.seats.size },
      'keyframe decoder started',
    );
    return seat.decoder;
  }

  private release(seat: Seat): void {
    seat.queued -= 1;
    if (seat.queued > 0 || this.isClosed) return;
    seat.idleTimer = setTimeout(() => this.leave(seat), this.options.idleMs).unref();
  }

  private leave(seat: Seat): void {
    clearTimeout(seat.idleTimer);
    this.seats.delete(keyOf(seat.shape));
    seat.decoder?.kill(closed());
  }
}

const keyOf = ({ codec, width, height }: DecoderShape): string => `${codec} ${width}x${height}`;

const closed = (): AppError => unavailable('decoder-unavailable', 'the frame grabber was closed');
