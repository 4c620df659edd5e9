import type { TimeRange } from '../../core/index.ts';
import type { ChangedStep } from './changed-steps.ts';

/** Something changed between two pictures, or went on changing over several. */
export interface ChangeMoment extends TimeRange {
  /** The picture that shows it most. */
  readonly atMs: number;
  /** Part of the box that changed, 0 to 1. */
  readonly share: number;
  readonly isWhole: boolean;
}

/** A change that goes on longer is listed once more: a list of one long moment says nothing. */
const longestMs = 60_000;

/**
 * Steps that follow each other become one moment. `timesMs`: of the pictures, rising, one more than there are steps. A change of the
 * whole picture stands alone.
 */
export function momentsOf(
  timesMs: readonly number[],
  steps: readonly (ChangedStep | undefined)[],
): ChangeMoment[] {
  const moments: ChangeMoment[] = [];
  for (const [i, step] of steps.entries()) {
    const [fromMs = 0, toMs = 0] = [timesMs[i], timesMs[i + 1]];
    if (!step) continue;
    const last = moments.at(-1);
    const goesOn = last?.toMs === fromMs && last.isWhole === step.isWhole && toMs - last.fromMs <= longestMs;
    if (!last || !goesOn) moments.push({ fromMs, toMs, atMs: toMs, ...step });
    else if (step.share > last.share)
      moments[moments.length - 1] = { ...last, toMs, atMs: toMs, share: step.share };
    else moments[moments.length - 1] = { ...last, toMs };
  }
  return moments;
}
