import { intersect, lengthMs, subtractAll, type TimeRange } from '../../core/index.ts';
import type { StoredSegment } from '../footage-repository.ts';

/**
 * Why a time was not searched. `unreadable`: the store does not return its pictures, or they do not decode. `between-pictures`: it
 * lies before, after or between pictures of which no two could be compared.
 */
export const unsearchedReasons = [
  'not-recorded',
  'pending',
  'no-pictures',
  'altered',
  'unreadable',
  'between-pictures',
] as const;

export interface UnsearchedTime extends TimeRange {
  readonly reason: (typeof unsearchedReasons)[number];
}

/** A segment of the time that was asked; with a reason, none of its pictures was looked at. */
export interface SearchedPart {
  readonly segment: StoredSegment;
  readonly reason?: UnsearchedTime['reason'];
}

/**
 * The time of which no pictures were compared, joined where its reason is the same. `compared`: from the first to the last picture of
 * each run of pictures that were compared; a run of one picture has no length and shows no change.
 */
export function unsearchedOf(
  parts: readonly SearchedPart[],
  compared: readonly TimeRange[],
  range: TimeRange,
): UnsearchedTime[] {
  const runs = compared.filter((run) => lengthMs(run) > 0);
  const unread = parts.flatMap(({ segment, reason }) => {
    const time = intersect(segment, range);
    if (reason) return [{ ...time, reason }];
    const isCompared = runs.some((run) => run.fromMs <= time.toMs && time.fromMs <= run.toMs);
    return isCompared ? [] : [{ ...time, reason: 'between-pictures' as const }];
  });
  const unrecorded = subtractAll(
    range,
    parts.map(({ segment }) => segment),
  ).map(({ fromMs, toMs }) => ({ fromMs, toMs, reason: 'not-recorded' as const }));
  return joined([...unread, ...unrecorded].sort((a, b) => a.fromMs - b.fromMs));
}

function joined(times: readonly UnsearchedTime[]): UnsearchedTime[] {
  const all: UnsearchedTime[] = [];
  for (const next of times) {
    const last = all.at(-1);
    if (!last || last.reason !== next.reason || last.toMs < next.fromMs) all.push(next);
    else all[all.length - 1] = { ...last, toMs: Math.max(last.toMs, next.toMs) };
  }
  return all;
}
