import { processor } from '../../src/adapters/bullmq/job-workers.ts';
import type { Foundation } from '../../src/compose/foundation.ts';
import { composeRecord } from '../../src/compose/worker.ts';
import { renewEveryMs } from '../../src/recording/index.ts';
import { recordCamera } from '../jobs/record-camera.ts';
import type { RoleAtWork } from '../worker.ts';
import { every } from './every.ts';

/** A camera that does not answer holds its job for seconds; the others must not wait for it. */
const concurrency = 32;

export async function startRecording(base: Foundation): Promise<RoleAtWork> {
  const { supervisor, close } = await composeRecord(base);
  const ticking = every(renewEveryMs, base.log, () => supervisor.tick());
  const record = processor({
    name: 'record-camera',
    concurrency,
    process: (payload) => recordCamera(supervisor, payload),
  });
  return {
    processors: [record],
    stop: async () => {
      await supervisor.drain();
      await ticking.stop();
      await close();
    },
  };
}
