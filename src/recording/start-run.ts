import { settlesWithin, unavailable } from '../core/index.ts';
import type { RelaySession, StreamTarget } from '../relay/index.ts';
import type { RecordingTarget } from './lease.ts';
import { RecordingRun, type RunDeps } from './recording-run.ts';
import type { Run } from './segment.ts';

/** How long a camera may send without a keyframe; some have a GOP of minutes (quirk 23). */
const keyframeWithinMs = 120_000;
/** Most cameras begin with one, or send one within this time. */
const keyframeSoonMs = 5_000;

export interface StartOptions {
  readonly stream: StreamTarget;
  readonly abandon: AbortSignal;
  /** Called once when the camera is connected, and its first keyframe is late. */
  readonly onWaiting: () => void;
}

/**
 * Opens the camera's stream, waits for its first keyframe and starts recording there. An abort ends the wait.
 * Errors: those of `Relay.open` and `RunSpool.openRun`; `unavailable` `camera-without-keyframe`.
 */
export async function startRun(
  deps: RunDeps,
  { lease, cameraId }: RecordingTarget,
  { stream, abandon, onWaiting }: StartOptions,
): Promise<RecordingRun> {
  const session = await deps.relay.open(stream);
  try {
    const { wallMs } = await firstKeyframeOf(session, abandon, onWaiting);
    const run: Run = {
      id: lease.runId,
      cameraId,
      streamId: lease.streamId,
      epoch: lease.epoch,
      startedAtMs: deps.clock.nowMs(),
      codec: session.codec,
      firstFrameMs: Math.round(wallMs),
    };
    return new RecordingRun(deps, run, session, await deps.spool.openRun(run));
  } catch (error) {
    await session.close();
    throw error;
  }
}

async function firstKeyframeOf(
  session: RelaySession,
  abandon: AbortSignal,
  onWaiting: () => void,
): Promise<{ wallMs: number }> {
  abandon.throwIfAborted();
  const giveUp = () => void session.close();
  abandon.addEventListener('abort', giveUp, { once: true });
  try {
    if (!(await settlesWithin(session.firstKeyframe, keyframeSoonMs))) onWaiting();
    if (await settlesWithin(session.firstKeyframe, keyframeWithinMs)) return await session.firstKeyframe;
    throw unavailable('camera-without-keyframe', 'The camera sends a stream without keyframes.');
  } finally {
    abandon.removeEventListener('abort', giveUp);
  }
}
