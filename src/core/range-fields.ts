import { invalid } from './errors.ts';
import { parseInstant } from './instant.ts';
import type { TimeRange } from './time-range.ts';

/**
 * An instant out of a field, UTC ms. Errors: `instant-missing`, `instant-invalid` (not RFC 3339 with an offset).
 */
export function instantOf(text: string | undefined, field: string): number {
  if (text === undefined || text === '') throw invalid('instant-missing', `${field} is missing.`, field);
  const instantMs = parseInstant(text);
  if (instantMs !== undefined) return instantMs;
  throw invalid(
    'instant-invalid',
    `${field} must be an RFC 3339 time with an offset, such as 2026-11-21T21:10:00+07:00.`,
    field,
  );
}

/**
 * `[from, to)` out of two fields. Errors: those of `instantOf`, `range-empty` (to is not after from), `range-too-long`.
 */
export function rangeOf(from: string | undefined, to: string | undefined, maxMs: number): TimeRange {
  const range = { fromMs: instantOf(from, 'from'), toMs: instantOf(to, 'to') };
  if (range.fromMs >= range.toMs) throw invalid('range-empty', 'to must be later than from.', 'to');
  refuseLonger(range, maxMs);
  return range;
}

/** Errors: `range-too-long`. */
export function refuseLonger({ fromMs, toMs }: TimeRange, maxMs: number): void {
  if (toMs - fromMs <= maxMs) return;
  throw invalid('range-too-long', `A range may be ${maxMs / 3_600_000} hours long at most.`, 'to');
}
