import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/core/index.ts';
import { type AdoptionDeps, type AdoptionMark, adoptRecords } from '../../../src/log/index.ts';
import { HandClock, noonMs } from '../../support/hand-clock.ts';

type Outcome = Awaited<ReturnType<AdoptionDeps['book']['adoptNext']>>;

const batchMs = 100;

/** A book whose batches take 100 ms. */
class Adoption {
  readonly clock = new HandClock();
  readonly rests: number[] = [];
  readonly until: number[] = [];
  mark: AdoptionMark | undefined;
  begun = 0;
  waiting = 0;

  constructor(private readonly outcomes: (batch: number) => Outcome) {}

  readonly run = (): Promise<boolean> =>
    adoptRecords({
      clock: this.clock,
      log: silentLog,
      book: {
        begin: async () => void this.begun++,
        waiting: async () => this.waiting,
        adoptNext: async (untilMs) => {
          this.until.push(untilMs);
          this.clock.advance(batchMs);
          return this.outcomes(this.until.length);
        },
      },
      marks: {
        read: async () => this.mark,
        write: async (mark) => {
          this.mark = mark;
        },
      },
      rest: async (ms) => {
        this.rests.push(ms);
        this.clock.advance(ms);
      },
    });
}

describe('when records of what an earlier version left are stated', () => {
  it('rests three times as long as it worked, and ends after some seconds', async () => {
    const adoption = new Adoption(() => 'adopted');
    expect(await adoption.run()).toBe(true);
    expect(new Set(adoption.rests)).toEqual(new Set([3 * batchMs]));
    expect(adoption.rests).toHaveLength(20);
    expect(adoption.mark).toEqual({ untilMs: noonMs, isDone: false });
  });

  it('goes on in the next turn with what began before the first', async () => {
    const adoption = new Adoption((batch) => (batch === 25 ? 'none' : 'adopted'));
    await adoption.run();
    await adoption.run();
    expect(adoption.begun).toBe(1);
    expect(new Set(adoption.until)).toEqual(new Set([noonMs]));
    expect(adoption.mark).toEqual({ untilMs: noonMs, isDone: true });
  });

  it('is done once: what the catalogue has later without a record stays so', async () => {
    const adoption = new Adoption(() => 'none');
    expect([await adoption.run(), await adoption.run()]).toEqual([true, false]);
    expect(adoption.until).toHaveLength(1);
  });

  it('waits for the signer, so that new facts do not', async () => {
    const adoption = new Adoption(() => 'adopted');
    adoption.waiting = 10_000;
    expect(await adoption.run()).toBe(true);
    expect(adoption.until).toEqual([]);
  });

  it('is not done while something rests on records that others state', async () => {
    const adoption = new Adoption(() => 'waits');
    await adoption.run();
    expect(adoption.until).toHaveLength(1);
    expect(adoption.mark?.isDone).toBe(false);
  });
});
