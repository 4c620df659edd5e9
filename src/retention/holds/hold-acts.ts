import { AppError, isId, newId, notFound } from '../../core/index.ts';
import { type Actor, holdPlaced, holdReleased, holdReviewed } from '../../custody/index.ts';
import type { Hold, HoldDraft, HoldRepository, Placed } from './hold.ts';

export interface HoldTools {
  readonly holds: HoldRepository;
  /** How much may be held by hand, and by requests that no second person has approved. */
  readonly maxHeldBytes: number;
}

/**
 * Keeps cameras × time from expiring; answers what became of what was marked already. Errors: `unknown-camera` (invalid),
 * `held-bytes-cap` (conflict).
 */
export async function placeHold(
  { holds, maxHeldBytes }: HoldTools,
  { user, nowMs }: Required<Actor>,
  draft: HoldDraft,
): Promise<{ readonly hold: Hold; readonly placed: Placed }> {
  const hold = { ...draft, id: newId('hold', nowMs), ownerId: user.id, createdAtMs: nowMs };
  return { hold, placed: await holds.place(hold, holdPlaced({ user, nowMs }, hold), maxHeldBytes) };
}

/** The hold that a caller names: anybody's text. Errors: `hold-not-found`. */
export async function holdOf(holds: HoldRepository, named = ''): Promise<Hold> {
  const found = isId('hold', named) ? await holds.byId(named) : undefined;
  if (found) return found;
  throw notFound('hold-not-found', 'There is no such hold.');
}

/** Keeps a hold until its next review. Errors: `hold-released` (conflict). */
export function reviewHold(
  holds: HoldRepository,
  by: Required<Actor>,
  { id }: Hold,
  reviewAtMs: number,
): Promise<void> {
  return holds.review(id, reviewAtMs, holdReviewed(by, { holdId: id }, reviewAtMs));
}

/** Ends a hold that somebody placed. Errors, conflict: `hold-of-request`, `hold-released`. */
export async function releaseHold(
  holds: HoldRepository,
  { user, nowMs }: Required<Actor>,
  { id, requestId }: Hold,
  reason: string,
): Promise<void> {
  if (requestId) throw new AppError('conflict', 'hold-of-request', 'The hold ends with its request.');
  const event = holdReleased({ user, nowMs }, { holdId: id });
  await holds.release(id, { atMs: nowMs, byId: user.id, reason }, event);
}
