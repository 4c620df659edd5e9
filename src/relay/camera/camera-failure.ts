import { AppError, invalid } from '../../core/index.ts';
import type { EndReason } from '../session.ts';

/**
 * Failures of a camera's session, each cause with a code of its own. Messages name the remedy and consist of fixed words,
 * status numbers and system codes alone: a camera's text, or the path of its address, may contain a password (I9).
 */
const failure = (code: string, what: string, remedy: string): AppError =>
  new AppError('unavailable', code, `The camera ${what}. ${remedy}`);

export const offline = (what: string): AppError =>
  failure('camera-offline', what, 'Check its power and network.');

export const busy = (what: string): AppError =>
  failure('camera-busy', what, 'End other viewers of it, or restart it.');

export const refusedPassword = (): AppError =>
  invalid(
    'camera-refused-password',
    'The camera refused the user name or password. Correct them here before it locks the account.',
  );

export const basicOnly = (): AppError =>
  failure(
    'camera-basic-only',
    'offers only Basic authentication, which sends the password in clear',
    'Switch it to digest authentication, or allow Basic for this camera.',
  );

export const withoutUsableVideo = (): AppError =>
  failure(
    'camera-codec-unsupported',
    'sends no H.264 or H.265 video here',
    'Choose H.264 or H.265 on it, or another stream.',
  );

export const udpOnly = (what: string): AppError =>
  failure('camera-udp-only', what, 'Allow RTSP over TCP on it.');

const streamUnknown = (): AppError =>
  failure('camera-stream-unknown', 'does not know this stream (404)', 'Correct the path of its address.');

/** We never follow: the new address would be sent the password. */
const redirects = (status: number): AppError =>
  failure(
    'camera-redirects',
    `sends us to another address (${status})`,
    'Find the address of its stream, and enter it.',
  );

export const wrongPort = (protocol: string): AppError =>
  failure('camera-wrong-port', `speaks ${protocol} at this port`, 'Enter its plain RTSP port, usually 554.');

export const unsupported = (what: string, remedy: string): AppError =>
  failure('camera-unsupported', what, remedy);

const reasons = new Map<string, EndReason>([
  ['camera-offline', 'offline'],
  ['camera-busy', 'offline'],
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
  if (status === 404) return streamUnknown();
  if (status === 461) return udpOnly('refuses RTSP over TCP (461)');
  if (status >= 300 && status < 400) return redirects(status);
  if (status === 453 || status === 454 || status >= 500) return busy(`has no session for us (${status})`);
  return unsupported(`answered ${status}`, 'Check the stream address, and the codec: H.264 or H.265.');
}
