import type { StreamId } from '../core/index.ts';

/**
 * Why footage is missing. A gap is written when it happens, never computed as a remainder: `unknown` is a
 * defect.
 *
 * - `offline`   the camera did not answer, fell silent or closed
 * - `auth`      the camera refused our password
 * - `unsupported` the camera answers, but offers nothing that we record: codec, transport, address or sign-in
 * - `no-keyframe` the camera sends a stream, and no picture to begin with
 * - `recorder`  our recorder failed, or had not begun
 * - `disk`      no free space in the spool or the store
 * - `paused`    a contributor requested it
 * - `switched-off` a technician switched the camera off
 * - `no-notice` no notice is posted, so recording is not lawful
 * - `damaged`   bytes came, but cannot be read
 * - `clock`     our clock stepped over it
 * - `expired`   deleted after its time
 */
export const gapReasons = [
  'offline',
  'auth',
  'unsupported',
  'no-keyframe',
  'recorder',
  'disk',
  'paused',
  'switched-off',
  'no-notice',
  'damaged',
  'clock',
  'expired',
  'unknown',
] as const;

export type GapReason = (typeof gapReasons)[number];

/** A stretch of a stream without footage. `toMs` is absent while it lasts. */
export interface Gap {
  readonly streamId: StreamId;
  readonly fromMs: number;
  readonly toMs?: number;
  readonly reason: GapReason;
}
