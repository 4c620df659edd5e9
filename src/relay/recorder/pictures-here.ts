import type { DeliveredPicture, PartFormat, PictureSink, PictureSource } from '../session.ts';
import type { FeedOptions } from './recorder-feed.ts';

type HereOptions = Pick<FeedOptions, 'arrivalMs' | 'maxQueuedBytes' | 'wakeUps' | 'onRecorderGone'>;

/**
 * The output to one recorder in this process: each picture as it comes. What comes before the recorder waits, within
 * the limits of a feed on loopback (R5).
 */
export class PicturesHere implements PictureSource {
  private waiting: DeliveredPicture[] = [];
  private waitingBytes = 0;
  private reader: PictureSink | undefined;
  private end: { readonly mediaToMs: number | undefined } | undefined;
  private isLate = false;
  private cancelPatience: (() => void) | undefined;

  constructor(
    readonly format: PartFormat,
    private readonly options: HereOptions,
  ) {}

  /** Whether no reader has come yet. */
  get isWaiting(): boolean {
    return this.reader === undefined;
  }

  write(picture: DeliveredPicture): void {
    if (this.reader) this.reader.onPicture(picture);
    else if (!this.isLate) this.keep(picture);
  }

  read(reader: PictureSink): void {
    this.cancelPatience?.();
    const { waiting } = this;
    this.waiting = [];
    this.reader = reader;
    for (const picture of waiting) reader.onPicture(picture);
    if (this.end) reader.onEnd(this.end.mediaToMs);
  }

  /** A reader that has not come yet may still, for what waits. */
  finish(mediaToMs: number | undefined): void {
    if (this.end) return;
    this.end = { mediaToMs };
    this.reader?.onEnd(mediaToMs);
  }

  private keep(picture: DeliveredPicture): void {
    const { arrivalMs, maxQueuedBytes, wakeUps } = this.options;
    this.cancelPatience ??= wakeUps.after(arrivalMs, () => this.giveUp());
    const nals = picture.nals.map((nal) => Buffer.from(nal));
    this.waiting.push({ ...picture, nals });
    this.waitingBytes += nals.reduce((sum, { length }) => sum + length, 0);
    if (this.waitingBytes > maxQueuedBytes) this.giveUp();
  }

  private giveUp(): void {
    this.isLate = true;
    this.waiting = [];
    this.cancelPatience?.();
    if (!this.end) this.options.onRecorderGone('stalled');
  }
}
