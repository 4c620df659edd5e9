import { settlesWithin, unavailable } from '../core/index.ts';
import type { RelaySession, StreamTarget } from '../relay/index.ts';
import type { RecordingTarget } from './lease.ts';
import { RecordingRun, type RunDeps } from './recording-run.ts';
import type { Run } from './segment.ts';

/** How long a camera may send without a keyframe; some have a GOP of minutes (quirk 23). */
const keyframeWithinMs = 120_000;

/**
 * Opens the camera's stream, waits for its first keyframe and starts recording there. An abort ends the wait.
 * Errors: those of `Relay.open` and `RunSpool.openRun`; `unavailable` `camera-without-keyframe`.
 */
export async function startRun(
  deps: RunDeps,
  { lease, cameraId }: RecordingTarget,
  { stream, abandon }: { readonly stream: StreamTarget; readonly abandon: AbortSignal },
): Promise<RecordingRun> {
  const session = await deps.relay.open(stream);
  try {
    const { wallMs } = await firstKeyframeOf(session, abandon);
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

async function firstKeyframeOf(session: RelaySession, abandon: AbortSignal): Promise<{ wallMs: number }> {
  abandon.throwIfAborted();
  const giveUp = () => void session.close();
  abandon.addEventListener('abort', giveUp, { once: true });
  try {
    if (await settlesWithin(session.firstKeyframe, keyframeWithinMs)) return await session.firstKeyframe;
    throw unavailable('camera-without-keyframe', 'the camera sends a stream without keyframes');
  } finally {
    abandon.removeEventListener('abort', giveUp);
  }
}
