import { type FileHandle, open } from 'node:fs/promises';
import { errnoOf } from '../../../core/index.ts';
import type { RecorderEnd } from '../../../recording/index.ts';

/** A file of the queue, and how to write to it. */
export interface QueuedFile {
  /** Appends in one write. `done` is called when the bytes are not needed any more. */
  write(views: readonly Buffer[], done: () => void): void;
  /** Closes it; `then` is called when everything was written. */
  close(then: () => void): void;
}

/** File operations of one recorder, one after another, none of which it waits for. The first that fails ends all. */
export class WriteQueue {
  private work: Promise<unknown> = Promise.resolve();
  private failure: RecorderEnd | undefined;
  private waiting = 0;
  private readonly handles = new Set<FileHandle>();

  /** Bytes that are not written yet. */
  get waitingBytes(): number {
    return this.waiting;
  }

  get hasFailed(): boolean {
    return this.failure !== undefined;
  }

  /** Makes a file that is not there yet. */
  open(path: string, then: () => void): QueuedFile {
    let handle: FileHandle | undefined;
    this.next(async () => {
      handle = await open(path, 'wx', 0o600);
      this.handles.add(handle);
      then();
    });
    return {
      write: (views, done) => {
        const sizeBytes = views.reduce((sum, { length }) => sum + length, 0);
        this.waiting += sizeBytes;
        this.next(
          async () => handle && writeAll(handle, views),
          () => {
            this.waiting -= sizeBytes;
            done();
          },
        );
      },
      close: (then) =>
        this.next(async () => {
          if (handle) this.handles.delete(handle);
          await handle?.close();
          then();
        }),
    };
  }

  /** Resolves when everything was done, or one operation failed: with that failure. Never rejects. */
  async idle(): Promise<RecorderEnd | undefined> {
    await this.work;
    await Promise.allSettled([...this.handles].map((handle) => handle.close()));
    this.handles.clear();
    return this.failure;
  }

  private next(operation: () => Promise<unknown>, done: () => void = () => {}): void {
    this.work = this.work
      .then(() => (this.failure ? undefined : operation()))
      .catch((error: unknown) => {
        this.failure = endOf(error);
      })
      .then(done);
  }
}

async function writeAll(handle: FileHandle, views: readonly Buffer[]): Promise<void> {
  for (let left = views; left.length > 0; ) {
    const { bytesWritten } = await handle.writev(left);
    left = afterBytes(left, bytesWritten);
  }
}

function afterBytes(views: readonly Buffer[], count: number): Buffer[] {
  let skipped = count;
  return views.flatMap((view) => {
    const rest = view.subarray(Math.min(skipped, view.length));
    skipped -= view.length - rest.length;
    return rest.length > 0 ? [rest] : [];
  });
}

function endOf(error: unknown): RecorderEnd {
  const errno = errnoOf(error);
  if (errno === 'ENOSPC' || errno === 'EDQUOT')
    return { kind: 'disk-full', message: 'the disk of the spool is full' };
  return { kind: 'failed', message: `the disk of the spool failed: ${errno ?? 'unknown error'}` };
}
