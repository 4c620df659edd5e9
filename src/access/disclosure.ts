import type { CameraId, TimeRange } from '../core/index.ts';
import { type CustodyEventName, type CustodyLog, custodyEvent } from '../custody/index.ts';
import type { User } from './users.ts';

declare const committed: unique symbol;

/** A look that the log already records. Only this file makes one. */
export interface Disclosed {
  readonly [committed]: true;
  readonly cameraId: CameraId;
}

/** Something of a camera that is shown outside any request. */
export interface Disclosure {
  readonly event: Extract<CustodyEventName, 'contributors-shown' | 'enrolment-still-shown'>;
  readonly cameraId: CameraId;
  /** For a picture: the instant it shows. */
  readonly range?: TimeRange;
  readonly nowMs: number;
}

/** Returns once the record is committed: nothing may be shown before (I6). Throws what the log throws. */
export async function discloseTo(
  custody: CustodyLog,
  user: User,
  { event, cameraId, range, nowMs }: Disclosure,
): Promise<Disclosed> {
  await custody.append(custodyEvent({ user, nowMs }, event, { cameraId, ...(range && { range }) }));
  return { cameraId } as Disclosed;
}
