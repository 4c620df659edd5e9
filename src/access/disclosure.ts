import { type CameraId, newId, type TimeRange } from '../core/index.ts';
import type { AccessEvent, AccessJournal } from './access-record.ts';
import type { User } from './users.ts';

/** Something of a camera that is shown outside any request. */
export interface Disclosure {
  readonly event: Extract<AccessEvent, 'contributors-shown' | 'enrolment-still-shown'>;
  readonly cameraId: CameraId;
  /** Of a picture: the instant it shows. */
  readonly range?: TimeRange;
  readonly nowMs: number;
}

/** Returns once the record is committed: nothing may be shown before (I6). Throws what the journal throws. */
export async function discloseTo(
  journal: AccessJournal,
  { id, role }: User,
  { event, cameraId, range, nowMs }: Disclosure,
): Promise<void> {
  await journal.append({
    ...{ id: newId('access', nowMs), atMs: nowMs, actorId: id, actorRole: role, event, cameraId },
    ...(range && { range }),
  });
}
