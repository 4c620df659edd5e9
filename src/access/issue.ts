import { AppError, newId, type TimeRange } from '../core/index.ts';
import type { AccessEvent, AccessJournal, AccessRecord } from './access-record.ts';
import type { Permit } from './scope.ts';

declare const committed: unique symbol;

/**
 * A permit whose access record is committed: what every function that hands out bytes of footage demands (I6). Only
 * this file makes one.
 */
export interface Issued extends Permit {
  readonly [committed]: true;
}

/**
 * Records the look, then answers the permit to serve it. `range` is what is really opened, in whole GOPs. Throws what
 * the journal throws: then nothing may leave.
 */
export async function issue(
  journal: AccessJournal,
  permit: Permit,
  look: { readonly event: AccessEvent; readonly range: TimeRange; readonly nowMs: number },
): Promise<Issued> {
  await journal.append(recordOf(permit, look));
  return { ...permit, range: look.range } as Issued;
}

function recordOf(
  { user, request, cameraId }: Permit,
  { event, range, nowMs }: { readonly event: AccessEvent; readonly range: TimeRange; readonly nowMs: number },
): AccessRecord {
  return {
    id: newId('access', nowMs),
    atMs: nowMs,
    actorId: user.id,
    actorRole: user.role,
    event,
    requestId: request.id,
    cameraId,
    range,
  };
}

/**
 * What a playlist names is served without a record of its own, but only where a playlist that reaches there was
 * issued to the same user under the same request. Errors: `playlist-not-issued` (forbidden).
 */
export async function issuedBefore(journal: AccessJournal, permit: Permit): Promise<Issued> {
  const { user, request, cameraId, range } = permit;
  const look = { actorId: user.id, requestId: request.id, cameraId, range };
  if (await journal.hasIssuedPlaylist(look)) return permit as Issued;
  throw new AppError('forbidden', 'playlist-not-issued', 'Ask for a playlist of that time first.');
}
