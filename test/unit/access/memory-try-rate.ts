import { type TryRateRepository, tryLimits } from '../../../src/access/index.ts';

const { atOnce, everyMs } = tryLimits;

/** Tries in memory: what the contract says, in the fewest words. */
export class MemoryTryRate implements TryRateRepository {
  private readonly emptyAtMs = new Map<string, number>();

  async admit(counter: string, nowMs: number): Promise<number | undefined> {
    const nextMs = Math.max(this.emptyAtMs.get(counter) ?? 0, nowMs) + everyMs;
    if (nextMs > nowMs + atOnce * everyMs) return undefined;
    this.emptyAtMs.set(counter, nextMs);
    return Math.ceil((nextMs - nowMs) / everyMs);
  }

  async giveBack(counter: string): Promise<void> {
    this.emptyAtMs.set(counter, (this.emptyAtMs.get(counter) ?? 0) - everyMs);
  }
}
