import { AppError, messageOf } from '../core/index.ts';
import type { SessionEnd } from '../relay/index.ts';
import type { GapReason } from './gap.ts';
import type { RecorderEnd } from './recorder.ts';
import type { FileEnd } from './segment.ts';
import { lacksKeyframes, type Pulse } from './watchdog.ts';

/** Why a run ended, before backoff is added. */
export interface RunEnd {
  readonly reason: GapReason;
  readonly message: string;
  /** The camera's failure, by the code of its error; absent where the reason tells all. */
  readonly code?: string;
  /** The stream itself needs a new run, without a failure: retry at once. */
  readonly isRenewal: boolean;
  /** Segment length of the next run; absent when these segments were not too large. */
  readonly nextSegmentMs?: number;
}

const failed = (reason: GapReason, message: string): RunEnd => ({ reason, message, isRenewal: false });

/** The camera was unreachable, or the run could not begin. */
export function endOfFailedStart(error: unknown): RunEnd {
  const code = error instanceof AppError ? error.code : '';
  if (!code.startsWith('camera-')) return failed(byCode.get(code) ?? 'recorder', messageOf(error));
  return { ...failed(byCode.get(code) ?? 'unsupported', messageOf(error)), code };
}

/** A camera's failure that is not here is one of what it offers. */

const byCode = new Map<string, GapReason>([
  ['camera-offline', 'offline'],
  ['camera-busy', 'offline'],
  ['camera-refused-password', 'auth'],
  ['camera-without-keyframe', 'no-keyframe'],
  ['spool-full', 'disk'],
]);

const bySession: Record<SessionEnd['reason'], (message: string) => RunEnd> = {
  offline: (message) => failed('offline', message),
  auth: (message) => failed('auth', message),
  unsupported: (message) => failed('unsupported', message),
  'recorder-stalled': (message) => failed('recorder', message),
  closed: (message) => failed('recorder', message),
};

/** The camera's side ended first. */
export const endOfSession = (end: SessionEnd): RunEnd => bySession[end.reason](end.message);

/** A session that ends after so long without a packet ended because of that. */
const silenceMs = 3_000;

/** What closes the last file of a session that ended so, after that time without a packet. */
export function fileEndOf({ reason }: SessionEnd, silentMs: number): FileEnd {
  if (reason === 'closed') return 'stop';
  if (reason === 'recorder-stalled') return 'error';
  return silentMs >= silenceMs ? 'timeout' : 'eof';
}

/** The camera's side ended before the recorder wrote. A recorder that starts too late is not the camera's fault. */
export const endBeforeBeginning = (end: SessionEnd): RunEnd =>
  end.reason === 'recorder-stalled'
    ? failed('recorder', `this machine is overloaded: the recorder did not start in time (${end.message})`)
    : endOfSession(end);

/** No file closes any more. */
export function endOfStuck(pulse: Pulse): RunEnd {
  const forS = `for ${Math.round(pulse.sinceSegmentMs / 1000)} s`;
  if (lacksKeyframes(pulse)) return failed('no-keyframe', `the camera sent no keyframe ${forS}`);
  return failed('recorder', `no segment closed ${forS}`);
}

/** The recorder ended first. */
export const endOfRecorder = (end: RecorderEnd): RunEnd =>
  failed(end.kind === 'disk-full' ? 'disk' : 'recorder', end.message);
