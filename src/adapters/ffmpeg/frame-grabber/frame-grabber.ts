import pLimit, { type LimitFunction } from 'p-limit';
import { type AppError, type CameraId, type Log, unavailable } from '../../../core/index.ts';
import {
  type FrameGrabber,
  type GrabbedFrame,
  type GrabOptions,
  keyframeBroken,
  keyframeNotWhole,
  pictureLate,
} from '../../../ingest/frame-grabber.ts';
import type { Keyframe } from '../../../media/index.ts';
import { type DecoderShape, decoderShape } from './arguments.ts';
import { KeyframeDecoder } from './decoder.ts';

export interface FrameGrabberOptions {
  readonly log: Log;
  /** How many ffmpeg may live at once; each is about 26 MB (PSS) at 720p. */
  readonly maxDecoders?: number;
  /** How long one lives without work. */
  readonly idleMs?: number;
  /** How long one keyframe may take, also on a busy machine. */
  readonly timeoutMs?: number;
  /** Is given the processor time of each keyframe, with that of a decoder's start, ms. */
  readonly used?: (cpuMs: number) => void;
}

/**
 * A `FrameGrabber` of ffmpeg processes that live on: fed keyframe by keyframe, of one coding and size. Starting one
 * costs what a dozen keyframes cost. A broken keyframe takes its decoder with it, and only itself. A camera has one
 * decoder at a time: one that sends keyframes that cannot be decoded waits for itself, and others use the other
 * decoders.
 */
export function createFrameGrabber(options: FrameGrabberOptions): FrameGrabber {
  return new DecoderPool({ maxDecoders: 4, idleMs: 60_000, timeoutMs: 10_000, used: () => {}, ...options });
}

/** The place of one decoder, which comes and goes. */
interface Seat {
  readonly shape: DecoderShape;
  decoder: KeyframeDecoder | undefined;
  isBusy: boolean;
  idleTimer: NodeJS.Timeout | undefined;
}

class DecoderPool implements FrameGrabber {
  /** Least recently used first. */
  private readonly seats = new Set<Seat>();
  /** As many calls at once as there are seats, in the order they came. */
  private readonly places: LimitFunction;
  /** One for each camera that was ever seen. */
  private readonly turns = new Map<CameraId, LimitFunction>();
  private isClosed = false;

  constructor(readonly options: Required<FrameGrabberOptions>) {
    this.places = pLimit(options.maxDecoders);
  }

  async grab(keyframe: Keyframe, { camera, isStill }: GrabOptions): Promise<GrabbedFrame> {
    // The decoder would give nothing, and no error (quirk 27).
    if (!keyframe.isWhole) throw keyframeNotWhole();
    const shape = decoderShape(keyframe);
    if (!shape) throw keyframeBroken(`pictures of ${keyframe.width} × ${keyframe.height}`);
    return this.turnOf(camera)(() => this.places(() => this.grabOn(this.takeSeat(shape), keyframe, isStill)));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const decoders = [...this.seats].flatMap(({ decoder }) => decoder ?? []);
    for (const seat of this.seats) this.leave(seat);
    await Promise.all(decoders.map((decoder) => decoder.ended()));
  }

  private turnOf(camera: CameraId): LimitFunction {
    const turn = this.turns.get(camera) ?? pLimit(1);
    this.turns.set(camera, turn);
    return turn;
  }

  /**
   * A seat of that shape, the one used last, so that those which are not needed leave; if need be in place of the one
   * idle for longest. There is one: `places` sees to it.
   */
  private takeSeat(shape: DecoderShape): Seat {
    const key = keyOf(shape);
    const idle = [...this.seats].filter(({ isBusy }) => !isBusy);
    const known = idle.findLast((seat) => keyOf(seat.shape) === key);
    if (!known && idle[0] && this.seats.size >= this.options.maxDecoders) this.leave(idle[0]);
    const seat = known ?? { shape, decoder: undefined, isBusy: true, idleTimer: undefined };
    clearTimeout(seat.idleTimer);
    seat.isBusy = true;
    this.seats.delete(seat);
    this.seats.add(seat);
    return seat;
  }

  private async grabOn(seat: Seat, keyframe: Keyframe, isStill: boolean): Promise<GrabbedFrame> {
    try {
      return await this.decode(seat, keyframe, isStill);
    } finally {
      this.release(seat);
    }
  }

  private async decode(seat: Seat, keyframe: Keyframe, isStill: boolean): Promise<GrabbedFrame> {
    if (this.isClosed) throw closed();
    const decoder = this.decoderFor(seat, keyframe);
    const { timeoutMs, used } = this.options;
    const fromMs = performance.now();
    const timer = setTimeout(() => decoder.kill(pictureLate(timeoutMs)), timeoutMs);
    try {
      return await decoder.decode(keyframe.bitstream, isStill);
    } finally {
      clearTimeout(timer);
      // A decoder is one thread: it used no more than the time that passed.
      used(decoder.takeUsedMs() ?? performance.now() - fromMs);
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
    seat.isBusy = false;
    if (this.isClosed) return;
    seat.idleTimer = setTimeout(() => this.leave(seat), this.options.idleMs).unref();
  }

  private leave(seat: Seat): void {
    clearTimeout(seat.idleTimer);
    this.seats.delete(seat);
    seat.decoder?.kill(closed());
  }
}

const keyOf = ({ codec, width, height, still }: DecoderShape): string =>
  `${codec} ${width}x${height} as ${still.width}x${still.height}`;

const closed = (): AppError => unavailable('decoder-unavailable', 'the frame grabber was closed');
