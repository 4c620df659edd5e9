import type { CameraId, NoticeId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { Notice } from './notice.ts';

/** The notices of the ward's cameras. Errors: `unavailable` `catalogue-unavailable`. */
export interface NoticeRepository {
  /** Takes the place of the notice in force; from then on the camera may be recorded. `false`: no such camera. */
  record(notice: Notice, event: CustodyEvent): Promise<boolean>;
  /**
   * The notice is taken down: recording is forbidden in the same transaction, and the open gap says `no-notice`.
   * `false` when none is in force.
   */
  withdraw(cameraId: CameraId, nowMs: number, event: CustodyEvent): Promise<boolean>;
  /** Newest first. */
  list(cameraId: CameraId): Promise<Notice[]>;
  /** The photo of the notice is in the store now. */
  keepPhoto(id: NoticeId): Promise<void>;
}
