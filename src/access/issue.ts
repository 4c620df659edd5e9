import { AppError, type TimeRange } from '../core/index.ts';
import {
  type Actor,
  type CustodyDetail,
  type CustodyEventName,
  type CustodyLog,
  custodyEvent,
} from '../custody/index.ts';
import type { EmergencyAllowance } from './emergency/allowance.ts';
import type { FootageRequest } from './request/request.ts';
import type { Permit } from './scope.ts';

export interface IssueTools {
  readonly custody: CustodyLog;
  readonly allowance: Pick<EmergencyAllowance, 'spend'>;
}

declare const committed: unique symbol;

/**
 * A permit whose custody event is committed: what every function that hands out bytes of footage demands (I6). Only
 * this file makes one.
 */
export interface Issued extends Permit {
  readonly [committed]: true;
}

/**
 * Records the look, then answers the permit to serve it. `range` is what is really opened, in whole GOPs. A still of an
 * emergency is counted first. Errors: `emergency-stills-spent` (forbidden), those of the log: then nothing may leave.
 */
export async function issue(
  { custody, allowance }: IssueTools,
  permit: Permit,
  {
    event,
    range,
    nowMs,
    detail,
  }: {
    readonly event: CustodyEventName;
    readonly range: TimeRange;
    readonly nowMs: number;
    readonly detail?: CustodyDetail;
  },
): Promise<Issued> {
  const { user, request, cameraId } = permit;
  if (event === 'still-issued') await allowance.spend(request, { stills: 1 });
  const matter = { requestId: request.id, cameraId, range, ...(detail && { detail }) };
  await custody.append(custodyEvent({ user, nowMs }, event, matter));
  return { ...permit, range } as Issued;
}

export interface Transfer {
  readonly request: FootageRequest;
  readonly sizeBytes: number;
  /** For every camera of whose footage it has bytes. */
  readonly permits: readonly Permit[];
  /** Export and byte range. */
  readonly detail: CustodyDetail;
}

/**
 * Records a download, one event for each camera, or one of none for papers alone: all of them or none. Answers the
 * permits to serve what each of them opens. The bytes of an emergency are counted first. Errors:
 * `emergency-bytes-spent` (forbidden), those of the log: then nothing may leave.
 */
export async function issueDownload(
  { custody, allowance }: IssueTools,
  by: Required<Actor>,
  { request, sizeBytes, permits, detail }: Transfer,
): Promise<Issued[]> {
  await allowance.spend(request, { bytes: sizeBytes });
  const cameras = permits.map(({ cameraId, range }) => ({ cameraId, range }));
  const events = (cameras.length > 0 ? cameras : [{}]).map((opened) =>
    custodyEvent(by, 'download-issued', { requestId: request.id, ...opened, detail }),
  );
  await custody.append(...events);
  return permits.map((permit) => permit as Issued);
}

/**
 * Parts of a playlist are served without a record of their own, but only where a playlist that covers them was issued
 * to the same user under the same request. Errors: `playlist-not-issued` (forbidden).
 */
export async function issuedBefore(custody: CustodyLog, permit: Permit): Promise<Issued> {
  const { user, request, cameraId, range } = permit;
  const look = { actor: user.id, requestId: request.id, cameraId, range };
  if (await custody.hasIssuedPlaylist(look)) return permit as Issued;
  throw new AppError('forbidden', 'playlist-not-issued', 'Request a playlist of that time first.');
}
