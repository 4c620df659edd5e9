import { type Clock, minuteMs } from '../../core/index.ts';
import type { SegmentDigests } from '../../media/index.ts';

/** Digests that may be believed; or that the whole original differs from its row, or the GOPs of the row from the index. */
export type DigestVerdict = SegmentDigests | 'altered' | 'keyframes-altered';

interface Entry {
  readonly verdict: Promise<DigestVerdict>;
  gops: number;
  /** Of one that differs: somebody may put the right file back. */
  untilMs: number;
}

/** About 30 MB: a day and more of one camera. */
const mostGops = 100_000;
const alteredMs = minuteMs;

/** Verdicts by name, each found once; those that nobody asked for the longest are forgotten. */
export class KnownDigests {
  private readonly entries = new Map<string, Entry>();
  private gops = 0;

  constructor(
    private readonly clock: Pick<Clock, 'monotonicMs'>,
    private readonly limit = mostGops,
  ) {}

  /** Errors: those of `find`, which is asked again the next time. */
  verdict(name: string, find: () => Promise<DigestVerdict>): Promise<DigestVerdict> {
    const known = this.entries.get(name);
    if (known) this.forget(name, known);
    const isFresh = known && this.clock.monotonicMs() < known.untilMs;
    const entry = isFresh ? known : this.begin(name, find);
    this.keep(name, entry);
    return entry.verdict;
  }

  private begin(name: string, find: () => Promise<DigestVerdict>): Entry {
    const found = find().then(
      (verdict) => {
        this.weigh(name, entry, verdict);
        return verdict;
      },
      (error: unknown) => {
        if (this.entries.get(name) === entry) this.forget(name, entry);
        throw error;
      },
    );
    const entry: Entry = { verdict: found, gops: 1, untilMs: Number.POSITIVE_INFINITY };
    return entry;
  }

  private weigh(name: string, entry: Entry, verdict: DigestVerdict): void {
    const isKept = this.entries.get(name) === entry;
    if (isKept) this.forget(name, entry);
    if (typeof verdict === 'string') entry.untilMs = this.clock.monotonicMs() + alteredMs;
    else entry.gops = 1 + verdict.gops.length;
    if (isKept) this.keep(name, entry);
  }

  private keep(name: string, entry: Entry): void {
    this.entries.set(name, entry);
    this.gops += entry.gops;
    for (const [oldest, { gops }] of this.entries) {
      if (this.gops <= this.limit || oldest === name) return;
      this.entries.delete(oldest);
      this.gops -= gops;
    }
  }

  private forget(name: string, entry: Entry): void {
    this.entries.delete(name);
    this.gops -= entry.gops;
  }
}
