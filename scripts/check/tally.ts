import type { TimedTest } from './slowest.ts';

/** Counts of gates and tests. */
export interface Tally {
  passed: number;
  failed: number;
  readonly skipped: Skip[];
  readonly timed: TimedTest[];
}

export interface Skip {
  readonly name: string;
  /** Why the test was skipped, and what would make it run. */
  readonly reason: string;
}

export const emptyTally = (): Tally => ({ passed: 0, failed: 0, skipped: [], timed: [] });

export function add(total: Tally, part: Tally): void {
  total.passed += part.passed;
  total.failed += part.failed;
  total.skipped.push(...part.skipped);
  total.timed.push(...part.timed);
}

/** `12 passed, 0 failed`, and `, 3 skipped` if there are any. */
export function summaryOf({ passed, failed, skipped }: Tally): string {
  const counts = `${passed} passed, ${failed} failed`;
  return skipped.length > 0 ? `${counts}, ${skipped.length} skipped` : counts;
}

/** One line per reason, with the first test that it skips. */
export function skipLines(skipped: readonly Skip[]): string[] {
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const names = skipped.filter((skip) => skip.reason === reason).map(({ name }) => name);
    const more = names.length > 1 ? ` and ${names.length - 1} more` : '';
    return `skipped ${names[0]}${more}: ${reason}`;
  });
}
