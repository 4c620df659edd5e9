import type { CameraId, RequestId, TimeRange } from '../core/index.ts';
import { type Actor, type CustodyEvent, custodyEvent } from './custody-event.ts';
import { LateBatch, type LateBatchDeps, type Notes } from './late-batch.ts';

/** A GOP that was handed to the connection of who asked for it. Whether it arrived, nobody knows. */
export interface ServedGop {
  readonly by: Required<Actor>;
  readonly requestId: RequestId;
  readonly cameraId: CameraId;
  readonly range: TimeRange;
  readonly sizeBytes: number;
}

/** Neighbouring GOPs of one look. */
interface Stretch extends ServedGop {
  readonly gops: number;
}

class ServedStretches implements Notes {
  readonly #looks = new Map<string, Stretch[]>();

  add(served: ServedGop): void {
    const key = [served.by.user.id, served.by.user.tokenId, served.requestId, served.cameraId].join(' ');
    const stretches = this.#looks.get(key) ?? [];
    const at = stretches.findIndex(({ range }) => touch(range, served.range));
    const before = stretches[at];
    if (before) stretches[at] = joined(before, served);
    else stretches.push({ ...served, gops: 1 });
    this.#looks.set(key, stretches);
  }

  drain(): CustodyEvent[] {
    const events = [...this.#looks.values()].flat().map(eventOf);
    this.#looks.clear();
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

const eventOf = ({ by, requestId, cameraId, range, gops, sizeBytes }: Stretch): CustodyEvent =>
  custodyEvent(by, 'gops-served', { requestId, cameraId, range, detail: { gops, sizeBytes } });

/**
 * What was really served, after the playlist said what may be. Told in stretches, when the first of their GOPs left. What a crash loses of
 * it was opened by a playlist all the same.
 */
export class ServedFootage {
  readonly #stretches = new ServedStretches();
  readonly #batch: LateBatch;

  constructor(deps: LateBatchDeps) {
    this.#batch = new LateBatch(this.#stretches, deps);
  }

  note(served: ServedGop): void {
    this.#stretches.add(served);
    this.#batch.noted();
  }

  /** Before the process ends. */
  flush(): Promise<void> {
    return this.#batch.flush();
  }
}
