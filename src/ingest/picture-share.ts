import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../core/index.ts';
import type { FrameGrabber } from './frame-grabber.ts';
import type { ImageEncoder, SnapshotTools } from './snapshots.ts';

export interface PictureShareOptions {
  /** How much of the machine pictures may use, in cores: 0.5 is half the time of one. */
  readonly cores: number;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Waits so long, or until `ended` aborts. */
  readonly pause?: (ms: number, ended: AbortSignal) => Promise<void>;
}

/** After a rest, pictures may use at once what they could have used within this time. */
const savedMs = 1_000;

/**
 * The time of processors that pictures may use. What they used is reported afterwards, and the next picture waits until
 * it is paid for: over any stretch they use at most their share, and what was begun.
 */
export class PictureShare {
  private readonly cores: number;
  private readonly clock: PictureShareOptions['clock'];
  private readonly pause: NonNullable<PictureShareOptions['pause']>;
  private readonly ending = new AbortController();
  /** When all that was used is paid for; monotonic. */
  private paidAtMs = Number.NEGATIVE_INFINITY;

  constructor({ cores, clock, pause = paused }: PictureShareOptions) {
    this.cores = cores;
    this.clock = clock;
    this.pause = pause;
  }

  /** Resolves when the next picture may be made. */
  async turn(): Promise<void> {
    for (;;) {
      const waitMs = this.paidAtMs - this.clock.monotonicMs();
      if (waitMs <= 0 || this.ending.signal.aborted) return;
      await this.pause(waitMs, this.ending.signal);
    }
  }

  /** Reports processor time that a picture used. */
  used(cpuMs: number): void {
    this.paidAtMs = Math.max(this.paidAtMs, this.clock.monotonicMs() - savedMs) + cpuMs / this.cores;
  }

  /** Lets whoever waits go on, so that a worker that leaves need not wait for the pauses of its jobs. */
  end(): void {
    this.ending.abort();
  }
}

const paused = async (ms: number, signal: AbortSignal): Promise<void> => {
  await delay(ms, undefined, { signal }).catch(() => {});
};

/** The same tools within a share. The grabber reports its own use; the encoder uses one thread, so its time counts. */
export const withinShare = (
  { grabber, encoder }: SnapshotTools,
  share: PictureShare,
  clock: Pick<Clock, 'monotonicMs'>,
): SnapshotTools => ({ grabber: inTurn(grabber, share), encoder: counted(encoder, share, clock) });

const inTurn = (grabber: FrameGrabber, share: PictureShare): FrameGrabber => ({
  grab: async (keyframe, options) => {
    await share.turn();
    return grabber.grab(keyframe, options);
  },
  close: () => grabber.close(),
});

const counted = (
  encoder: ImageEncoder,
  share: PictureShare,
  clock: Pick<Clock, 'monotonicMs'>,
): ImageEncoder => ({
  webp: async (image) => {
    const fromMs = clock.monotonicMs();
    try {
      return await encoder.webp(image);
    } finally {
      share.used(clock.monotonicMs() - fromMs);
    }
  },
});
