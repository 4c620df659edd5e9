import { AppError, type TimeRange } from '../core/index.ts';
import {
  type CustodyDetail,
  type CustodyEventName,
  type CustodyLog,
  custodyEvent,
} from '../custody/index.ts';
import type { Permit } from './scope.ts';

declare const committed: unique symbol;

/**
 * A permit whose custody event is committed: what every function that hands out bytes of footage demands (I6). Only
 * this file makes one.
 */
export interface Issued extends Permit {
  readonly [committed]: true;
}

/**
 * Records the look, then answers the permit to serve it. `range` is what is really opened, in whole GOPs. Throws what
 * the log throws: then nothing may leave.
 */
export async function issue(
  custody: CustodyLog,
  permit: Permit,
  {
    event,
    range,
    nowMs,
  }: { readonly event: CustodyEventName; readonly range: TimeRange; readonly nowMs: number },
): Promise<Issued> {
  const { user, request, cameraId } = permit;
  await custody.append(custodyEvent({ user, nowMs }, event, { requestId: request.id, cameraId, range }));
  return { ...permit, range } as Issued;
}

/**
 * Records looks at several cameras, all of them or none, then answers the permits to serve what each of them opens.
 * Throws what the log throws: then nothing may leave.
 */
export async function issueAll(
  custody: CustodyLog,
  permits: readonly Permit[],
  {
    event,
    nowMs,
    detail,
  }: { readonly event: CustodyEventName; readonly nowMs: number; readonly detail: CustodyDetail },
): Promise<Issued[]> {
  const events = permits.map(({ user, request: { id: requestId }, cameraId, range }) =>
    custodyEvent({ user, nowMs }, event, { requestId, cameraId, range, detail }),
  );
  await custody.append(...events);
  return permits.map((permit) => permit as Issued);
}

/**
 * What a playlist names is served without a record of its own, but only where a playlist that reaches there was
 * issued to the same user under the same request. Errors: `playlist-not-issued` (forbidden).
 */
export async function issuedBefore(custody: CustodyLog, permit: Permit): Promise<Issued> {
  const { user, request, cameraId, range } = permit;
  const look = { actor: user.id, requestId: request.id, cameraId, range };
  if (await custody.hasIssuedPlaylist(look)) return permit as Issued;
  throw new AppError('forbidden', 'playlist-not-issued', 'Ask for a playlist of that time first.');
}
