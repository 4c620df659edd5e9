import type { ClockAnswer, Credentials } from '../../../src/camera/index.ts';
import type { ByteRange, Clock } from '../../../src/core/index.ts';
import { sha256Hex, unavailable } from '../../../src/core/index.ts';
import type {
  CameraContact,
  CameraDescription,
  CameraDirectory,
  FoundCamera,
  OnvifLook,
} from '../../../src/discovery/index.ts';
import type { DecodeFrame, ReadBoardImage } from '../../../src/footage/index.ts';
import type { FrameGrabber, GrabbedFrame, ImageEncoder } from '../../../src/ingest/index.ts';
import type { FailedJobRepository, JobName, JobQueue, QueueReader } from '../../../src/jobs/index.ts';
import type { Keyframe, RawImage } from '../../../src/media/index.ts';
import type { ObjectKey, ObjectStore, StoredObject } from '../../../src/objects/index.ts';

export class FakeClock implements Clock {
  constructor(public atMs: number) {}
  nowMs = (): number => this.atMs;
  monotonicMs = (): number => this.atMs;
}

/** Objects in memory; counts the reads, so that a test can say "no byte was fetched". */
export class FakeStore implements ObjectStore {
  readonly objects = new Map<string, Uint8Array>();
  reads = 0;
  isDown = false;

  async put(key: ObjectKey, bytes: Uint8Array): Promise<StoredObject> {
    this.objects.set(key, bytes);
    return { key, sizeBytes: bytes.length, md5: '' };
  }

  replace = (key: ObjectKey, bytes: Uint8Array): Promise<StoredObject> => this.put(key, bytes);

  async get(key: ObjectKey, range?: ByteRange): Promise<Uint8Array> {
    this.reads += 1;
    const bytes = this.objects.get(key);
    if (this.isDown || !bytes) throw unavailable('store-unavailable', 'down');
    return range ? bytes.subarray(range.offsetBytes, range.offsetBytes + range.sizeBytes) : bytes;
  }

  async stat(key: ObjectKey): Promise<StoredObject | undefined> {
    const sizeBytes = this.objects.get(key)?.length;
    return sizeBytes === undefined ? undefined : { key, sizeBytes };
  }

  async remove(): Promise<void> {}
  async removeAll(): Promise<ObjectKey[]> {
    return [];
  }
  async missing(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    return keys.filter((key) => !this.objects.has(key));
  }
  async *list(): AsyncIterable<never> {}
  async check(): Promise<void> {}
  describe = (): string => 'memory';
}

/** A "JPEG" that names the keyframe it was made of. */
export const pictureOf = (keyframe: Keyframe): Buffer =>
  Buffer.from(`jpeg of ${sha256Hex(keyframe.bitstream)}`);

export class FakeGrabber implements FrameGrabber {
  readonly grabbed: Keyframe[] = [];

  async grab(keyframe: Keyframe): Promise<GrabbedFrame> {
    this.grabbed.push(keyframe);
    const tile = { width: 4, height: 2, rgb: new Uint8Array(24) };
    return { tile, jpeg: pictureOf(keyframe) };
  }

  async close(): Promise<void> {}
}

/** A "JPEG" that names the tick at which the frame is shown. */
export const fakeDecodeFrame: DecodeFrame = async ({ presentationTicks }) =>
  Buffer.concat([Buffer.of(0xff, 0xd8), Buffer.from(`frame at ${presentationTicks}`)]);

export const fakeEncoder: ImageEncoder = {
  webp: async ({ width, height }: RawImage) => Buffer.from(`webp ${width}x${height}`),
};

/** The picture of a text as `fakeEncoder` writes it: black. */
export const fakeReadBoard: ReadBoardImage = async (webp) => {
  const [, width = '0', height = '0'] = /(\d+)x(\d+)/.exec(Buffer.from(webp).toString()) ?? [];
  return {
    width: Number(width),
    height: Number(height),
    rgb: new Uint8Array(3 * Number(width) * Number(height)),
  };
};

export class FakeQueue implements JobQueue {
  readonly added: { name: JobName; payload: unknown }[] = [];
  isDown = false;

  async add(name: JobName, payload: unknown): Promise<void> {
    if (this.isDown) throw unavailable('queue-unavailable', 'Redis cannot be reached');
    this.added.push({ name, payload });
  }
}

/** Queues in which nothing happens. */
export const idleQueues: { readonly queues: QueueReader; readonly failedJobs: FailedJobRepository } = {
  queues: {
    counts: async () => ({ running: 0, waiting: 0, delayed: 0, doneInHour: 0 }),
    list: async () => [],
  },
  failedJobs: {
    keep: async () => {},
    settle: async () => {},
    markQueued: async () => {},
    counts: async () => ({ open: 0, dropped: 0 }),
    list: async () => [],
    find: async () => undefined,
  },
};

/** Answers with what a test put in; keeps what it was asked. */
export class FakeDirectory implements CameraDirectory {
  description: CameraDescription | undefined;
  readonly asked: { contact: CameraContact; credentials?: Credentials }[] = [];

  async probe(): Promise<FoundCamera[]> {
    return [];
  }

  async interrogate(contact: CameraContact, credentials?: Credentials): Promise<CameraDescription> {
    this.asked.push({ contact, ...(credentials && { credentials }) });
    if (!this.description) throw unavailable('camera-offline', 'The camera does not answer.');
    return this.description;
  }

  async readClock(): Promise<ClockAnswer> {
    return { fault: 'silent' };
  }

  async look(): Promise<OnvifLook> {
    return { answer: 'silent' };
  }
}
