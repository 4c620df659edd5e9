import type { JobPayload } from '../../src/jobs/index.ts';
import type { RecorderSupervisor } from '../../src/recording/index.ts';

/** Brings one stream to its first keyframe. A failed try is no failed job: the lease says when the next one is due. */
export async function recordCamera(
  supervisor: RecorderSupervisor,
  { streamId }: JobPayload<'record-camera'>,
): Promise<'done' | 'skipped'> {
  const outcome = await supervisor.record(streamId);
  return outcome.kind === 'skipped' ? 'skipped' : 'done';
}
