import type { Branded } from '../core/ids.ts';
import type { CameraId, RequestId, TimeRange, UserId } from '../core/index.ts';
import type { Role } from './roles.ts';

export type AccessEvent =
  | 'request-granted'
  | 'playlist-issued'
  | 'still-issued'
  | 'storyboard-issued'
  | 'contributors-shown'
  | 'enrolment-still-shown';

/** One line of the access log: who looked at what, under which permission. Never changed. */
export interface AccessRecord {
  readonly id: Branded<'access'>;
  readonly atMs: number;
  readonly actorId: UserId;
  /** As it was then. */
  readonly actorRole: Role;
  readonly event: AccessEvent;
  /** Absent for what is shown outside any request. */
  readonly requestId?: RequestId;
  readonly cameraId?: CameraId;
  /** The wall time that was opened, in whole GOPs. */
  readonly range?: TimeRange;
}

/** A question to the log: was a playlist issued to this user, that reaches into this time? */
export interface IssuedLook {
  readonly actorId: UserId;
  readonly requestId: RequestId;
  readonly cameraId: CameraId;
  readonly range: TimeRange;
}

/** The access log. Errors: `unavailable` `catalogue-unavailable`. */
export interface AccessJournal {
  /** Returns once the record is committed: from then on bytes may leave (I6). */
  append(record: AccessRecord): Promise<void>;
  hasIssuedPlaylist(look: IssuedLook): Promise<boolean>;
}
