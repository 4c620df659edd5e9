import { type Clock, minuteMs } from '../../core/index.ts';
import type { GopCopy } from './gop-copy.ts';

interface Kept {
  readonly copy: GopCopy;
  readonly untilMs: number;
}

const maxBytes = 64 * 2 ** 20;
/** Whoever goes back a little waits for nothing; no copy stays for long when its original is deleted. */
const keptMs = 10 * minuteMs;

/** The newest copies, in memory; those that nobody took for the longest are forgotten first. */
export class KeptCopies {
  private readonly copies = new Map<string, Kept>();
  private sizeBytes = 0;

  constructor(private readonly clock: Pick<Clock, 'monotonicMs'>) {}

  get(name: string): GopCopy | undefined {
    const kept = this.copies.get(name);
    if (!kept) return undefined;
    this.forget(name);
    if (this.clock.monotonicMs() >= kept.untilMs) return undefined;
    this.put(name, kept);
    return kept.copy;
  }

  keep(name: string, copy: GopCopy): GopCopy {
    this.forget(name);
    this.put(name, { copy, untilMs: this.clock.monotonicMs() + keptMs });
    return copy;
  }

  private put(name: string, kept: Kept): void {
    this.copies.set(name, kept);
    this.sizeBytes += sizeOf(kept);
    for (const oldest of this.copies.keys()) {
      if (this.sizeBytes <= maxBytes) return;
      this.forget(oldest);
    }
  }

  private forget(name: string): void {
    const kept = this.copies.get(name);
    if (kept) this.sizeBytes -= sizeOf(kept);
    this.copies.delete(name);
  }
}

const sizeOf = ({ copy: { init, fragment } }: Kept): number => init.length + fragment.length;
