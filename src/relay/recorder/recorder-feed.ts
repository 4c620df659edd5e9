import type { Codec } from '../rtp/codec.ts';
import { Packetiser } from '../rtp/packetiser.ts';
import type { Connection } from '../sockets.ts';
import { WriteBatch } from './write-batch.ts';

export interface FeedLimits {
  readonly writeEveryMs: number;
  /** How long one write may take, or the first reader to come, before the recorder counts as stalled. */
  readonly stallMs: number;
  readonly maxQueuedBytes: number;
}

export interface FeedOptions extends FeedLimits {
  readonly codec: Codec;
  readonly ssrc: number;
  monotonicMs(): number;
  /** Called once; the owner then ends the feed. `asked` is a TEARDOWN. */
  onRecorderGone(how: 'stalled' | 'left' | 'asked'): void;
}

/** ffmpeg takes an RTP timestamp of 0 for "not set" and would show the first two pictures at once. */
const originTicks = 1;

/**
 * What one recorder gets: access units, gathered and written about once a second, never more than one write under way.
 * Memory is bounded: past the limits the recorder counts as stalled.
 */
export class RecorderFeed {
  private filling = new WriteBatch();
  private writing = new WriteBatch();
  private readonly packetiser: Packetiser;
  private connection: Connection | undefined;
  private timer: NodeJS.Timeout | undefined;
  private waitingSinceMs: number | undefined;
  private writeUnderWay = false;
  private over = false;

  constructor(private readonly options: FeedOptions) {
    this.packetiser = new Packetiser(options.codec, options.ssrc, (length) => this.filling.reserve(length));
  }

  /** Queues an access unit; `ticks` counts from the first one. */
  write(nals: readonly Buffer[], ticks: number): void {
    if (this.over) return;
    this.packetiser.write(nals, originTicks + ticks);
    this.waitingSinceMs ??= this.options.monotonicMs();
    if (this.isStalled()) this.gone('stalled');
    else this.timer ??= setTimeout(() => this.flush(), this.options.writeEveryMs);
  }

  /** Gives the feed its reader, once PLAY was answered. */
  attach(connection: Connection): void {
    this.connection = connection;
    this.flush();
    if (this.over) connection.end();
  }

  /** The reader's connection ended, or it asked to end. */
  detach(how: 'left' | 'asked'): void {
    this.connection = undefined;
    this.gone(how);
  }

  /** Writes what is left, then FIN: ffmpeg sees the end of the stream and finishes its file. */
  finish(): void {
    if (this.over) return;
    this.flush();
    this.over = true;
    if (!this.writeUnderWay) this.connection?.end();
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.connection || this.writeUnderWay || this.filling.sizeBytes === 0) return;
    [this.filling, this.writing] = [this.writing, this.filling];
    this.writeUnderWay = true;
    this.waitingSinceMs = this.options.monotonicMs();
    this.connection.write(this.writing.view(), () => this.written());
  }

  private written(): void {
    this.writing.clear();
    this.writeUnderWay = false;
    this.waitingSinceMs = undefined;
    if (this.over) {
      this.flush();
      if (!this.writeUnderWay) this.connection?.end();
    } else if (this.filling.sizeBytes > 0)
      this.timer ??= setTimeout(() => this.flush(), this.options.writeEveryMs);
  }

  private isStalled(): boolean {
    const waitingMs = this.options.monotonicMs() - (this.waitingSinceMs ?? Number.POSITIVE_INFINITY);
    const queuedBytes = this.filling.sizeBytes + this.writing.sizeBytes;
    return waitingMs > this.options.stallMs || queuedBytes > this.options.maxQueuedBytes;
  }

  private gone(how: 'stalled' | 'left' | 'asked'): void {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.timer);
    if (how === 'stalled') this.connection?.destroy();
    this.options.onRecorderGone(how);
  }
}
