import type { RegisteredCamera } from '../camera/index.ts';
import { messageOf } from '../core/index.ts';
import type { JobName, JobPayload } from '../jobs/index.ts';
import type { ApiDeps } from './api-deps.ts';

export type QueueDeps = Pick<ApiDeps, 'jobs' | 'log' | 'settings'>;

/** Queues what comes without us as well: while Redis is away, it comes by its schedule, or is found to be due. */
export async function queueSoon<N extends JobName>(
  { jobs, log }: QueueDeps,
  name: N,
  payload: JobPayload<N>,
): Promise<void> {
  try {
    await jobs.add(name, payload);
  } catch (error) {
    log.warn(
      { ...payload, job: name, error: messageOf(error) },
      'a job was not queued: a timer will do its work later',
    );
  }
}

/** Has a camera recorded at once by a worker of its own site, if it may be; the reconciler finds it otherwise. */
export const recordSoon = (
  deps: QueueDeps,
  { camera, stream }: Pick<RegisteredCamera, 'camera' | 'stream'>,
): Promise<void> => queueSoon(deps, 'record-camera', { siteId: camera.siteId, streamId: stream.id });
