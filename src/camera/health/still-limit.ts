import { AppError, dayMs, formatInstant, hourMs } from '../../core/index.ts';

/** From the enrolment on: who stands on the ladder turns the camera, and looks again. */
const aimingMs = hourMs;

/** Enough to aim a camera from a ladder; one every two minutes, over all of that time. */
const mostWhileAiming = 30;

/** Enough to aim a camera by day and again by night; too few to watch a street by. */
const mostPerDay = 6;

/** How many new pictures a camera shows since when. */
export interface StillAllowance {
  readonly most: number;
  /** Pictures count that were shown first after it. */
  readonly sinceMs: number;
  /** How long a picture counts. */
  readonly forMs: number;
}

/** Pictures of the time of aiming count in it alone. A camera that was enrolled after now, by a clock set back, is not aimed. */
export function stillAllowance(enrolledAtMs: number, nowMs: number): StillAllowance {
  const aimedAtMs = enrolledAtMs + aimingMs;
  if (enrolledAtMs <= nowMs && nowMs < aimedAtMs)
    return { most: mostWhileAiming, sinceMs: enrolledAtMs - 1, forMs: aimingMs };
  const dayAgoMs = nowMs - dayMs;
  return {
    most: mostPerDay,
    sinceMs: nowMs < aimedAtMs ? dayAgoMs : Math.max(dayAgoMs, aimedAtMs),
    forMs: dayMs,
  };
}

/** `shownAtMs`: when each counted picture was shown first, oldest first. Errors: `enrolment-stills-spent` (conflict), which says until when. */
export function refuseMoreStills(shownAtMs: readonly number[], { most, forMs }: StillAllowance): void {
  const oldestMs = shownAtMs.at(-most);
  if (oldestMs === undefined) return;
  const againAt = formatInstant(oldestMs + forMs);
  const message = `A camera shows ${most} new pictures in ${forMs / hourMs} hours at most: the next from ${againAt} on.`;
  throw new AppError('conflict', 'enrolment-stills-spent', message);
}
