import { containsInstant, subtractAll, type TimeRange } from '../../core/index.ts';
import { type CoverageFacts, coverageOf } from '../../footage/index.ts';
import type { CameraFacts, MissingStretch } from './facts.ts';

/** What there is of a stream in that time, and every stretch of it without footage, with its reason: together they fill it. */
export function filmedWithin(
  scope: TimeRange,
  facts: CoverageFacts | undefined,
  nowMs: number,
): Pick<CameraFacts, 'recorded' | 'missing'> {
  const coverage = facts && coverageOf(facts, scope, nowMs);
  const { spans = [], gaps = [] } = coverage ?? {};
  const missing: MissingStretch[] = [...gaps, ...silences(scope, [...spans, ...gaps], facts)];
  return { recorded: spans, missing: missing.sort((a, b) => a.fromMs - b.fromMs) };
}

/** Stretches without any record: before the camera was enrolled, and footage that has not come in yet. */
function silences(
  scope: TimeRange,
  known: readonly TimeRange[],
  facts: CoverageFacts | undefined,
): MissingStretch[] {
  const enrolledAtMs = facts?.enrolledAtMs ?? Number.POSITIVE_INFINITY;
  const isAcross = containsInstant(scope, enrolledAtMs);
  const parts = isAcross
    ? [
        { ...scope, toMs: enrolledAtMs },
        { ...scope, fromMs: enrolledAtMs },
      ]
    : [scope];
  return parts
    .flatMap((part) => subtractAll(part, known))
    .map((range) => ({ ...range, reason: range.fromMs < enrolledAtMs ? 'not-enrolled' : 'open' }));
}
