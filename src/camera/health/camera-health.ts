import type { CameraId, TimeRange, UserId } from '../../core/index.ts';
import type { PictureCheck } from './picture-check.ts';
import type { CameraDay } from './visit-list.ts';
import type { SealedCredential } from './weak-passwords.ts';

/** Leave to keep a weak password for a while: listed until it is gone, never refused. */
export interface PasswordException {
  readonly cameraId: CameraId;
  /** A day, `2026-12-31`. */
  readonly untilOn: string;
  readonly reason: string;
  readonly grantedBy: UserId;
  readonly grantedAtMs: number;
}

/** The one picture of a camera that a technician sees. */
export interface EnrolmentStill extends PictureCheck {
  readonly cameraId: CameraId;
  /** The instant it shows. */
  readonly takenAtMs: number;
  readonly madeAtMs: number;
}

/** Facts for the technician's list of visits. Errors: `unavailable` `catalogue-unavailable`. */
export interface CameraHealthRepository {
  days(window: TimeRange): Promise<CameraDay[]>;
  credentials(): Promise<SealedCredential[]>;
  exceptions(): Promise<PasswordException[]>;
  keepException(exception: PasswordException): Promise<void>;
  still(cameraId: CameraId): Promise<EnrolmentStill | undefined>;
  keepStill(still: EnrolmentStill): Promise<void>;
  /** By the custody log: when each picture of the camera was shown for the first time, oldest first, as far as later than that. */
  stillsShownSince(cameraId: CameraId, sinceMs: number): Promise<number[]>;
}
