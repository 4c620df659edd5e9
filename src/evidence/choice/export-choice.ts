import type { CameraId, TimeRange } from '../../core/index.ts';

/** The part of a request that an export takes away. */
export interface ExportChoice {
  /** Absent: all that the request opens. */
  readonly cameraIds?: readonly CameraId[];
  /** Absent: all that the request opens. */
  readonly range?: TimeRange;
  /** Whether the files of the recorder are taken, byte for byte. Without them and without clips, papers alone are. */
  readonly originals: boolean;
  readonly clips: boolean;
}

/** All that a request opens, in both forms. */
export const everything: ExportChoice = { originals: true, clips: true };
