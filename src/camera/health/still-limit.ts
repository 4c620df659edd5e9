import { AppError, dayMs, formatInstant } from '../../core/index.ts';

/** Enough to aim a camera by day and again by night; too few to watch a street by. */
const maxStillsPerDay = 6;

/** How far back pictures count. */
export const countedFromMs = (nowMs: number): number => nowMs - dayMs;

/** `shownAtMs`: when each counted picture was shown first, oldest first. Errors: `enrolment-stills-spent` (conflict), which says until when. */
export function refuseMoreStills(shownAtMs: readonly number[]): void {
  const oldestMs = shownAtMs.at(-maxStillsPerDay);
  if (oldestMs === undefined) return;
  const againAt = formatInstant(oldestMs + dayMs);
  const message = `A camera shows ${maxStillsPerDay} new pictures in 24 hours at most: the next from ${againAt} on.`;
  throw new AppError('conflict', 'enrolment-stills-spent', message);
}
