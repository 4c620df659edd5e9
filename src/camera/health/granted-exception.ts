import { dayMs, formatInstant, invalid } from '../../core/index.ts';
import type { Actor } from '../../custody/index.ts';
import { isCalendarDay } from '../calendar-day.ts';
import type { CameraHealthRepository, PasswordException } from './camera-health.ts';

/** An exception is for a while. */
const maxExceptionMs = 366 * dayMs;

/** Tolerates a weak password until a day. Errors: `exception-date-invalid`. */
export async function grantException(
  health: Pick<CameraHealthRepository, 'keepException'>,
  { user, nowMs }: Required<Actor>,
  { cameraId, untilOn, reason }: Pick<PasswordException, 'cameraId' | 'untilOn' | 'reason'>,
): Promise<void> {
  const isSoon = untilOn <= formatInstant(nowMs + maxExceptionMs).slice(0, 10);
  if (!isCalendarDay(untilOn) || !isSoon) {
    throw invalid(
      'exception-date-invalid',
      'An exception ends on a day like 2026-12-31, within a year.',
      'untilOn',
    );
  }
  await health.keepException({ cameraId, untilOn, reason, grantedBy: user.id, grantedAtMs: nowMs });
}
