import type { CameraId, TimeRange } from '../core/index.ts';
import { type CustodyEventName, type CustodyLog, custodyEvent } from '../custody/index.ts';
import type { User } from './users.ts';

/** Something of a camera that is shown outside any request. */
export interface Disclosure {
  readonly event: Extract<CustodyEventName, 'contributors-shown' | 'enrolment-still-shown'>;
  readonly cameraId: CameraId;
  /** Of a picture: the instant it shows. */
  readonly range?: TimeRange;
  readonly nowMs: number;
}

/** Returns once the record is committed: nothing may be shown before (I6). Throws what the log throws. */
export async function discloseTo(
  custody: CustodyLog,
  user: User,
  { event, cameraId, range, nowMs }: Disclosure,
): Promise<void> {
  await custody.append(custodyEvent({ user, nowMs }, event, { cameraId, ...(range && { range }) }));
}
