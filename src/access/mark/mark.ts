import type { CameraId, MarkId, RequestId, UserId } from '../../core/index.ts';

/** What an officer says of an instant. */
export interface MarkWords {
  readonly note: string;
  /** Whether the minutes show the frame of that instant. */
  readonly isPictured: boolean;
}

export interface NewMark extends MarkWords {
  readonly cameraId: CameraId;
  readonly atMs: number;
}

/** An instant of a camera that the officer of a request marked. It is kept with the request. */
export interface Mark extends NewMark {
  readonly id: MarkId;
  readonly requestId: RequestId;
  readonly madeById: UserId;
  readonly madeAtMs: number;
  readonly changedAtMs?: number;
}

/** What one request may have: the minutes are printed, and their stills are in memory then. */
export const mostMarks = 200;
export const mostPictured = 20;
