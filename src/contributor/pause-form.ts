import { z } from 'zod';
import { type ContributorId, invalid, isId, newId, parseInstant, printable } from '../core/index.ts';
import type { Pause } from './pause.ts';

const asked = {
  contributorId: z.string(),
  reason: z.string().regex(printable).trim().min(1).max(1_000),
};

export const pauseForm = z.strictObject({ ...asked, until: z.string().exactOptional() });
export const withdrawalForm = z.strictObject(asked);

/** A pause or withdrawal to record. */
export interface PauseOrder {
  readonly cameraId: Pause['cameraId'];
  readonly nowMs: number;
}

/** Errors: `contributor-not-of-camera`, `instant-invalid`, `pause-end-past` (invalid). */
export function newPause(
  { contributorId, reason, until }: z.output<typeof pauseForm>,
  { cameraId, nowMs }: PauseOrder,
): Pause {
  const untilMs = until === undefined ? undefined : parseInstant(until);
  if (until !== undefined && untilMs === undefined)
    throw invalid('instant-invalid', 'until is no time.', 'until');
  if (untilMs !== undefined && untilMs <= nowMs)
    throw invalid('pause-end-past', 'A pause must end later than now.', 'until');
  const end = untilMs === undefined ? {} : { untilMs };
  return { ...begun(contributorId, { cameraId, nowMs }), kind: 'paused', reason, ...end };
}

/** Errors: `contributor-not-of-camera`. */
export const newWithdrawal = (
  { contributorId, reason }: z.output<typeof withdrawalForm>,
  asking: PauseOrder,
): Pause => ({ ...begun(contributorId, asking), kind: 'withdrawn', reason });

const begun = (contributorId: string, { cameraId, nowMs }: PauseOrder) => ({
  id: newId('pause', nowMs),
  cameraId,
  contributorId: contributorIdOf(contributorId),
  fromMs: nowMs,
});

function contributorIdOf(text: string): ContributorId {
  if (isId('contributor', text)) return text;
  throw strangeContributor();
}

export const strangeContributor = () =>
  invalid('contributor-not-of-camera', 'No such contributor paid for this camera.', 'contributorId');
