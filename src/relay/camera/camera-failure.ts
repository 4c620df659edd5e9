import { AppError, invalid } from '../../core/index.ts';
import type { EndReason } from '../session.ts';

/**
 * Failures of a camera's session. Messages name the remedy and consist of fixed words, status numbers and
 * system codes alone: a camera's text, or the path of its address, may contain a password (I9).
 */
export const offline = (what: string): AppError =>
  new AppError('unavailable', 'camera-offline', `The camera ${what}. Check its power and network.`);

export const busy = (what: string): AppError =>
  new AppError(
    'unavailable',
    'camera-offline',
    `The camera ${what}. End other viewers of it, or restart it.`,
  );

export const refusedPassword = (): AppError =>
  invalid(
    'camera-refused-password',
    'The camera refused the user name or password. Correct them here before it locks the account.',
  );

export const unsupported = (what: string, remedy: string): AppError =>
  new AppError('unavailable', 'camera-unsupported', `The camera ${what}. ${remedy}`);

const reasons = new Map<string, EndReason>([
  ['camera-offline', 'offline'],
  ['camera-refused-password', 'auth'],
]);

/** The end reason for a failure; one without a camera failure's code counts as unsupported. */
export const endReasonOf = (error: unknown): EndReason =>
  (error instanceof AppError && reasons.get(error.code)) || 'unsupported';

/** Converts any error to one of the failures above. */
export function asCameraFailure(error: unknown): AppError {
  if (error instanceof AppError && error.code.startsWith('camera-')) return error;
  return unsupported('does not speak RTSP as we know it', 'Check the stream address and port.');
}

/** The failure for an error status; `undefined` for success. */
export function failureOf(status: number | undefined): AppError | undefined {
  if (status === undefined) return asCameraFailure(undefined);
  if (status >= 200 && status < 300) return undefined;
  if (status === 401 || status === 403) return refusedPassword();
  if (status === 404) {
    return unsupported('does not know this stream (404)', 'Ask it for its stream addresses again.');
  }
  if (status === 461) return unsupported('refuses RTSP over TCP (461)', 'Allow RTSP over TCP on it.');
  if (status === 453 || status === 454 || status >= 500) return busy(`has no session for us (${status})`);
  return unsupported(`answered ${status}`, 'Check the stream address, and the codec: H.264 or H.265.');
}
