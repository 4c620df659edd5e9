import { AppError, messageOf } from '../core/index.ts';
import type { SessionEnd } from '../relay/index.ts';
import type { GapReason } from './gap.ts';
import type { RecorderEnd } from './recorder.ts';

/** Why a run ended, before backoff is added. */
export interface RunEnd {
  readonly reason: GapReason;
  readonly message: string;
  /** The stream itself needs a new run, without a failure: retry at once. */
  readonly isRenewal: boolean;
  /** Segment length of the next run; absent when these segments were not too large. */
  readonly nextSegmentMs?: number;
}

const failed = (reason: GapReason, message: string): RunEnd => ({ reason, message, isRenewal: false });

/** The camera was unreachable, or the run could not begin. */
export function endOfFailedStart(error: unknown): RunEnd {
  const code = error instanceof AppError ? error.code : '';
  if (code === 'camera-refused-password') return failed('auth', messageOf(error));
  if (code.startsWith('camera-')) return failed('offline', messageOf(error));
  if (code === 'spool-full') return failed('disk', messageOf(error));
  return failed('recorder', messageOf(error));
}

const bySession: Record<SessionEnd['reason'], (message: string) => RunEnd> = {
  offline: (message) => failed('offline', message),
  auth: (message) => failed('auth', message),
  unsupported: (message) => failed('offline', message),
  'recorder-stalled': (message) => failed('recorder', message),
  closed: (message) => failed('recorder', message),
};

/** The camera's side ended first. */
export const endOfSession = (end: SessionEnd): RunEnd => bySession[end.reason](end.message);

/** The camera's side ended before the recorder wrote. A recorder that starts too late is not the camera's fault. */
export const endBeforeBeginning = (end: SessionEnd): RunEnd =>
  end.reason === 'recorder-stalled'
    ? failed('recorder', `this machine is overloaded: the recorder did not start in time (${end.message})`)
    : endOfSession(end);

/** The recorder ended first. */
export const endOfRecorder = (end: RecorderEnd): RunEnd =>
  failed(end.kind === 'disk-full' ? 'disk' : 'recorder', end.message);
