import type { CameraId, RequestId, TimeRange } from '../core/index.ts';
import { type Actor, type CustodyEvent, custodyEvent } from './custody-event.ts';
import { LateBatch, type LateBatchDeps, type Notes } from './late-batch.ts';

/** A GOP that was written to the caller's connection. Whether it arrived is unknown. */
export interface ServedGop {
  readonly by: Required<Actor>;
  readonly requestId: RequestId;
  readonly cameraId: CameraId;
  readonly range: TimeRange;
  readonly sizeBytes: number;
  /** Absent for an original; else it is a copy, which an encoder of that name made. */
  readonly copyBy?: string;
}

/** A finished transfer of a bundle or of a range of it. */
export interface EndedDownload {
  readonly by: Required<Actor>;
  readonly requestId: RequestId;
  readonly exportId: string;
  /** The requested range; both ends belong to it. */
  readonly firstByte: number;
  readonly lastByte: number;
  /** Bytes that the connection accepted. */
  readonly sentBytes: number;
}

/** Neighbouring GOPs of one look. */
interface Stretch extends ServedGop {
  readonly gops: number;
}

/** Stretches by who looks, at what. */
class Stretches {
  private readonly looks = new Map<string, Stretch[]>();

  add(served: ServedGop): void {
    const { by, requestId, cameraId, copyBy } = served;
    const key = [by.user.id, by.user.tokenId, requestId, cameraId, copyBy].join(' ');
    const stretches = this.looks.get(key) ?? [];
    const at = stretches.findIndex(({ range }) => touch(range, served.range));
    const before = stretches[at];
    if (before) stretches[at] = joined(before, served);
    else stretches.push({ ...served, gops: 1 });
    this.looks.set(key, stretches);
  }

  drain(): Stretch[] {
    const all = [...this.looks.values()].flat();
    this.looks.clear();
    return all;
  }
}

class ServedNotes implements Notes {
  private readonly served = new Stretches();
  private readonly copies = new Stretches();
  private downloads: EndedDownload[] = [];

  add(served: ServedGop): void {
    this.served.add(served);
  }

  addCopy(made: ServedGop): void {
    this.copies.add(made);
  }

  addDownload(ended: EndedDownload): void {
    this.downloads.push(ended);
  }

  drain(): CustodyEvent[] {
    const events = [
      ...this.copies.drain().map(eventOf('copies-made')),
      ...this.served.drain().map(eventOf('gops-served')),
      ...this.downloads.map(endOf),
    ];
    this.downloads = [];
    return events;
  }
}

const touch = (a: TimeRange, b: TimeRange): boolean => a.fromMs <= b.toMs && b.fromMs <= a.toMs;

const joined = (before: Stretch, { range, sizeBytes }: ServedGop): Stretch => ({
  ...before,
  range: {
    fromMs: Math.min(before.range.fromMs, range.fromMs),
    toMs: Math.max(before.range.toMs, range.toMs),
  },
  sizeBytes: before.sizeBytes + sizeBytes,
  gops: before.gops + 1,
});

const eventOf =
  (event: 'copies-made' | 'gops-served') =>
  ({ by, requestId, cameraId, range, gops, sizeBytes, copyBy }: Stretch): CustodyEvent => {
    const detail = { gops, sizeBytes, ...(copyBy !== undefined && { copy: 'h264', encoder: copyBy }) };
    return custodyEvent(by, event, { requestId, cameraId, range, detail });
  };

function endOf({ by, requestId, ...transfer }: EndedDownload): CustodyEvent {
  const isWhole = transfer.sentBytes === transfer.lastByte - transfer.firstByte + 1;
  const detail = { ...transfer, result: isWhole ? 'whole' : 'broken-off' };
  return custodyEvent(by, 'download-ended', { requestId, detail });
}

/**
 * Records footage that was really served, after the event that allowed it. GOPs are recorded in stretches, by the time
 * that the first of them left. A crash may lose these events; an event opened the footage all the same.
 */
export class ServedFootage {
  private readonly notes = new ServedNotes();
  private readonly batch: LateBatch;

  constructor(deps: LateBatchDeps) {
    this.batch = new LateBatch(this.notes, deps);
  }

  note(served: ServedGop): void {
    this.notes.add(served);
    this.batch.noted();
  }

  /** A copy that was made for a caller, before it leaves. */
  noteCopy(made: ServedGop): void {
    this.notes.addCopy(made);
    this.batch.noted();
  }

  noteDownload(ended: EndedDownload): void {
    this.notes.addDownload(ended);
    this.batch.noted();
  }

  /** Before the process ends. */
  flush(): Promise<void> {
    return this.batch.flush();
  }
}
