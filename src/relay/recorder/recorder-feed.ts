import type { Codec } from '../rtp/codec.ts';
import { Packetiser } from '../rtp/packetiser.ts';
import type { Connection } from '../sockets.ts';
import type { WakeUps } from '../wake-ups.ts';
import { WriteBatch } from './write-batch.ts';

export interface FeedLimits {
  readonly writeEveryMs: number;
  /** How long one write may take before the recorder counts as stalled. */
  readonly stallMs: number;
  /** How long the arrival of the reader may take. */
  readonly arrivalMs: number;
  readonly maxQueuedBytes: number;
}

export interface FeedOptions extends FeedLimits {
  readonly codec: Codec;
  readonly ssrc: number;
  readonly wakeUps: WakeUps;
  /** Called once; the owner then ends the feed. `asked` means a TEARDOWN. */
  onRecorderGone(how: 'stalled' | 'left' | 'asked'): void;
}

/** ffmpeg takes an RTP timestamp of 0 for "not set" and would show the first two frames at once. */
const originTicks = 1;

/**
 * The output to one recorder: batches access units and writes about once a second, with at most one write
 * pending. Memory is bounded: beyond the limits the recorder counts as stalled.
 */
export class RecorderFeed {
  private filling = new WriteBatch();
  private writing = new WriteBatch();
  private readonly packetiser: Packetiser;
  private connection: Connection | undefined;
  private cancelFlush: (() => void) | undefined;
  private cancelPatience: (() => void) | undefined;
  private writeUnderWay = false;
  private over = false;
  private wasAttached = false;

  constructor(private readonly options: FeedOptions) {
    this.packetiser = new Packetiser(options.codec, options.ssrc, (length) => this.filling.reserve(length));
  }

  /** Whether no reader has come yet. */
  get isWaiting(): boolean {
    return !this.wasAttached;
  }

  /** Whether nothing waits to be written. */
  get isEmpty(): boolean {
    return this.filling.sizeBytes === 0;
  }

  /** Queues an access unit; `ticks` counts from the first one. */
  write(nals: readonly Buffer[], ticks: number): void {
    if (this.over) return;
    this.packetiser.write(nals, originTicks + ticks);
    if (!this.connection) this.expectRecorder(this.options.arrivalMs);
    const queuedBytes = this.filling.sizeBytes + this.writing.sizeBytes;
    if (queuedBytes > this.options.maxQueuedBytes) this.gone('stalled');
    else this.flushLater();
  }

  /** Attaches the reader, once PLAY was answered. */
  attach(connection: Connection): void {
    this.recorderTookIt();
    this.wasAttached = true;
    this.connection = connection;
    this.flush();
    if (this.over) this.sayGoodbye();
  }

  /** The reader's connection ended, by itself or with a TEARDOWN. */
  detach(how: 'left' | 'asked'): void {
    this.connection = undefined;
    this.gone(how);
  }

  /** Writes the rest, then FIN: ffmpeg sees the end of the stream and finishes its file. */
  finish(): void {
    if (this.over) return;
    this.flush();
    this.cancelFlush?.();
    this.over = true;
    if (!this.writeUnderWay) this.sayGoodbye();
  }

  private flush(): void {
    this.cancelFlush?.();
    this.cancelFlush = undefined;
    if (!this.connection || this.writeUnderWay || this.filling.sizeBytes === 0) return;
    [this.filling, this.writing] = [this.writing, this.filling];
    this.writeUnderWay = true;
    this.expectRecorder();
    this.connection.write(this.writing.view(), () => this.written());
  }

  private written(): void {
    this.writing.clear();
    this.writeUnderWay = false;
    this.recorderTookIt();
    if (this.over) {
      this.flush();
      if (!this.writeUnderWay) this.sayGoodbye();
    } else if (this.filling.sizeBytes > 0) this.flushLater();
  }

  private flushLater(): void {
    const { wakeUps, writeEveryMs } = this.options;
    this.cancelFlush ??= wakeUps.after(writeEveryMs, () => this.flush());
  }

  private sayGoodbye(): void {
    if (!this.connection) return;
    this.connection.end();
    this.expectRecorder();
  }

  /** Starts the timeout for the recorder to connect, to take a write, or to leave after the last one. */
  private expectRecorder(patienceMs = this.options.stallMs): void {
    this.cancelPatience ??= this.options.wakeUps.after(patienceMs, () => this.gone('stalled'));
  }

  private recorderTookIt(): void {
    this.cancelPatience?.();
    this.cancelPatience = undefined;
  }

  private gone(how: 'stalled' | 'left' | 'asked'): void {
    this.recorderTookIt();
    if (how === 'stalled') this.connection?.destroy();
    if (this.over) return;
    this.over = true;
    this.cancelFlush?.();
    this.options.onRecorderGone(how);
  }
}
