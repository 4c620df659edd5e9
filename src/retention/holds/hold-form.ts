import { z } from 'zod';
import {
  dayMs,
  type Faults,
  type FormFaults,
  invalid,
  isId,
  parseInstant,
  printable,
  readForm,
} from '../../core/index.ts';
import type { HoldDraft } from './hold.ts';

/** A hold without a review for longer would be forgotten. */
const maxUntilReviewMs = 366 * dayMs;
/** A hold is about an event that happened, and no way round the retention policy. */
const maxRangeMs = 92 * dayMs;

const line = z.string().regex(printable);
const instant = z.string().transform((text, context) => {
  const instantMs = parseInstant(text);
  if (instantMs !== undefined) return instantMs;
  context.addIssue({ code: 'custom', message: 'not RFC 3339' });
  return z.NEVER;
});
const cameraId = z.string().refine((text) => isId('camera', text));
const reason = line.trim().min(10).max(1_000);

const form = z.strictObject({
  cameras: z.array(cameraId).min(1).max(1_000),
  from: instant,
  to: instant,
  caseNumber: line.trim().min(1).max(100),
  reason,
  reviewAt: instant,
});

const fields: Faults = {
  cameras: ['hold-cameras-invalid', 'A hold names 1 to 1000 cameras by id.'],
  from: ['instant-invalid', 'from must be an RFC 3339 time with an offset.'],
  to: ['instant-invalid', 'to must be an RFC 3339 time with an offset.'],
  caseNumber: ['case-number-invalid', 'A case number has 1 to 100 printable characters.'],
  reason: ['hold-reason-invalid', 'The reason must have 10 to 1000 characters.'],
  reviewAt: ['instant-invalid', 'reviewAt must be an RFC 3339 time with an offset.'],
};

const faults: FormFaults = {
  fields,
  unknownField: ['hold-field-unknown', 'This field is not part of a hold.'],
  form: ['hold-invalid', 'A hold is a JSON object.'],
};

export interface HoldBounds {
  readonly nowMs: number;
  /** How far in the future a hold may end: what is not recorded yet does not count toward the cap. */
  readonly maxAheadMs: number;
}

/**
 * Reads `{cameras, from, to, caseNumber, reason, reviewAt}`. Errors, all `invalid` with the field: `hold-invalid`,
 * `hold-field-unknown`, the codes of `fields`, `range-empty`, `hold-range-too-long`, `range-in-future`, and
 * `hold-review-out-of-range`.
 */
export function parseHold(input: unknown, { nowMs, maxAheadMs }: HoldBounds): HoldDraft {
  const { cameras, from, to, caseNumber, reason, reviewAt } = readForm(form, input, faults);
  if (from >= to) throw invalid('range-empty', 'to must be later than from.', 'to');
  if (to - from > maxRangeMs) throw invalid('hold-range-too-long', 'A hold covers at most 92 days.', 'to');
  if (to > nowMs + maxAheadMs)
    throw invalid('range-in-future', 'A hold covers past events: its end is too far in the future.', 'to');
  return {
    cameraIds: [...new Set(cameras)].sort(),
    range: { fromMs: from, toMs: to },
    caseNumber,
    reason,
    reviewAtMs: checkReview(reviewAt, nowMs),
  };
}

/** Reads `{reviewAt}`. Errors: as `parseHold`, and `hold-review-out-of-range`. */
export const parseReview = (input: unknown, nowMs: number): number =>
  checkReview(readForm(form.pick({ reviewAt: true }), input, faults).reviewAt, nowMs);

/** Reads `{reason}`. Errors: as `parseHold`. */
export const parseRelease = (input: unknown): string =>
  readForm(form.pick({ reason: true }), input, faults).reason;

function checkReview(reviewAtMs: number, nowMs: number): number {
  if (reviewAtMs > nowMs && reviewAtMs <= nowMs + maxUntilReviewMs) return reviewAtMs;
  throw invalid('hold-review-out-of-range', 'A hold is reviewed within a year from now.', 'reviewAt');
}
