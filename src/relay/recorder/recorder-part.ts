import { randomBytes } from 'node:crypto';
import { type Deferred, deferred } from '../deferred.ts';
import type { DeliveredPicture, PartFormat, PictureSource, RelayPart } from '../session.ts';
import { PicturesHere } from './pictures-here.ts';
import type { RecorderEndpoint } from './recorder-endpoint.ts';
import { type FeedOptions, RecorderFeed } from './recorder-feed.ts';

export interface PartOptions extends Omit<FeedOptions, 'ssrc'> {
  readonly endpoint: RecorderEndpoint;
  /** Media time of its first picture. */
  readonly mediaFromMs: number;
}

/** What one recorder reads: a path on loopback, or pictures in this process; and the pictures that wait for it. */
export class RecorderPart implements RelayPart {
  readonly url: string;
  readonly mediaFromMs: number;
  readonly next: Promise<RelayPart | undefined>;
  private readonly feed: RecorderFeed;
  private here: PicturesHere | undefined;
  private readonly description = deferred<string>();
  private readonly following: Deferred<RelayPart | undefined> = deferred();
  private readonly revoke: () => void;

  constructor(private readonly options: PartOptions) {
    this.mediaFromMs = options.mediaFromMs;
    this.next = this.following.promise;
    this.feed = new RecorderFeed({ ...options, ssrc: randomBytes(4).readUInt32BE() });
    // A waiting recorder sees the rejection; without one it is ignored.
    this.description.promise.catch(() => {});
    const admitted = options.endpoint.admit({ description: this.description.promise, feed: this.feed });
    this.url = admitted.url;
    this.revoke = admitted.revoke;
  }

  get pictures(): PictureSource | undefined {
    return this.here;
  }

  /** Whether no recorder has come yet. */
  get isWaiting(): boolean {
    return (this.here ?? this.feed).isWaiting;
  }

  /** Answers DESCRIBE, once the first keyframe is there. */
  describe(sdp: string): void {
    this.description.resolve(sdp);
  }

  /** Before its first picture: its recorder is in this process, and the path admits none. */
  readHere(format: PartFormat): void {
    this.here = new PicturesHere(format, this.options);
    this.revoke();
  }

  /** Queues an access unit, or hands it over. */
  write(picture: DeliveredPicture): void {
    if (this.here) this.here.write(picture);
    else this.feed.write(picture.nals, picture.ticks);
  }

  /** Lets the recorder finish its file; one that has not come yet may still, for what waits. */
  finish(next?: RelayPart): void {
    this.feed.finish();
    this.here?.finish(next && next.mediaFromMs - this.mediaFromMs);
    this.description.reject(new Error('the session ended before its first keyframe'));
    this.following.resolve(next);
    if (!this.feed.isWaiting || this.feed.isEmpty) this.revoke();
    else this.options.wakeUps.after(this.options.arrivalMs, this.revoke);
  }
}
