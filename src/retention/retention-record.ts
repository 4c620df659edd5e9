import type { Branded } from '../core/ids.ts';
import { newId, type TimeRange, type UserId } from '../core/index.ts';

type RetentionEvent =
  | 'hold-placed'
  | 'hold-reviewed'
  | 'hold-released'
  | 'retention-policy-set'
  | 'clock-confirmed';

/** One line of the access log about keeping and deleting. Never changed. */
export interface RetentionRecord {
  readonly id: Branded<'access'>;
  readonly atMs: number;
  readonly actorId: UserId;
  /** As it was then. */
  readonly actorRole: string;
  readonly event: RetentionEvent;
  readonly range?: TimeRange;
  /** What was decided, as JSON. */
  readonly detail: object;
}

/** Who does it, and when. */
export interface Actor {
  readonly user: { readonly id: UserId; readonly role: string };
  readonly nowMs: number;
}

export const recordOf = (
  { user, nowMs }: Actor,
  event: RetentionEvent,
  detail: object,
  range?: TimeRange,
): RetentionRecord => ({
  id: newId('access', nowMs),
  atMs: nowMs,
  actorId: user.id,
  actorRole: user.role,
  event,
  detail,
  ...(range && { range }),
});
