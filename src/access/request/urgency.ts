import { dayMs, hourMs } from '../../core/index.ts';
export const urgencies = ['routine', 'urgent', 'emergency'] as const;
export type Urgency = (typeof urgencies)[number];

/** How long a custodian may take. What is awaited of an emergency is its review. */
export const answerWithinMs: Readonly<Record<Urgency, number>> = {
  routine: dayMs,
  urgent: 2 * hourMs,
  emergency: dayMs,
};

/** Since when an answer is awaited, and until when it should be given. */
export interface Awaited {
  readonly atMs: number;
  readonly answerByMs: number;
}

/**
 * The latest time at which a reminder was due, `undefined` before the first: halfway, at the deadline, and every day
 * after. It identifies the reminder: a repeated call answers the same one, and missed reminders are not made up.
 */
export function reminderDueMs({ atMs, answerByMs }: Awaited, nowMs: number): number | undefined {
  const halfwayMs = atMs + Math.floor((answerByMs - atMs) / 2);
  if (nowMs < halfwayMs) return undefined;
  if (nowMs < answerByMs) return halfwayMs;
  return answerByMs + Math.floor((nowMs - answerByMs) / dayMs) * dayMs;
}
