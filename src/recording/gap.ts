import type { StreamId } from '../core/index.ts';

/**
 * Why there is no footage. A gap is written when it happens, never computed as a remainder: `unknown` is a defect.
 *
 * - `offline`   the camera did not answer, fell silent or closed
 * - `auth`      the camera refused our password
 * - `recorder`  ours failed, or had not begun yet
 * - `disk`      no room in the spool or the store
 * - `paused`    the camera's owner asked for it
 * - `switched-off` a technician switched the camera off
 * - `no-notice` no notice is posted, so recording is not lawful
 * - `damaged`   bytes came, but cannot be read
 * - `clock`     our clock stepped over it
 * - `expired`   deleted past its time
 */
export const gapReasons = [
  'offline',
  'auth',
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

/** A stretch of a stream with no footage. `toMs` is absent while it still lasts. */
export interface Gap {
  readonly streamId: StreamId;
  readonly fromMs: number;
  readonly toMs?: number;
  readonly reason: GapReason;
}
