import { intersect, isEmpty, lengthMs, subtractAll, type TimeRange, union } from '../core/index.ts';

/** Opened footage of a camera in a range, compared with stored footage. */
export interface OpenedAgainstStored {
  /** Stored and opened. */
  readonly opened: TimeRange[];
  /** Stored and never opened. */
  readonly unopened: TimeRange[];
  /** Opened where nothing is stored: a gap within what was opened, or footage that has gone since. */
  readonly openedWithoutFootage: TimeRange[];
  /** The opened footage that really left. */
  readonly served: TimeRange[];
  /** Left, and no event opened it: must be empty. */
  readonly servedUnopened: TimeRange[];
}

export interface ComparedRanges {
  readonly stored: readonly TimeRange[];
  readonly opened: readonly TimeRange[];
  readonly served: readonly TimeRange[];
}

/** All within `range`, disjoint and sorted. */
export function compareCoverage(
  range: TimeRange,
  { stored, opened, served }: ComparedRanges,
): OpenedAgainstStored {
  const within = (ranges: readonly TimeRange[]) => union(ranges.map((each) => intersect(each, range)));
  const [exists, shown, left] = [within(stored), within(opened), within(served)];
  return {
    opened: common(exists, shown),
    unopened: without(exists, shown),
    openedWithoutFootage: without(shown, exists),
    served: common(left, shown),
    servedUnopened: without(left, shown),
  };
}

const common = (a: readonly TimeRange[], b: readonly TimeRange[]): TimeRange[] =>
  union(a.flatMap((one) => b.map((other) => intersect(one, other))).filter((each) => !isEmpty(each)));

const without = (a: readonly TimeRange[], b: readonly TimeRange[]): TimeRange[] =>
  a.flatMap((one) => subtractAll(one, b));

export const totalMs = (ranges: readonly TimeRange[]): number =>
  ranges.reduce((sumMs, range) => sumMs + lengthMs(range), 0);
