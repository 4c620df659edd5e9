import type { Foundation } from '../../src/compose/foundation.ts';
import { composeRecord } from '../../src/compose/worker.ts';
import { processor } from '../../src/jobs/index.ts';
import { renewEveryMs } from '../../src/recording/index.ts';
import { recordCamera } from '../jobs/record-camera.ts';
import { every } from './every.ts';
import type { RoleAtWork } from './role.ts';

/** A camera that does not answer holds its job for seconds; the others must not wait for it. */
const concurrency = 32;

export async function startRecording(base: Foundation): Promise<RoleAtWork> {
  const parts = await composeRecord(base);
  const { supervisor } = parts;
  const ticking = every(renewEveryMs, base.log, () => supervisor.tick());
  const record = processor({
    name: 'record-camera',
    concurrency,
    process: (payload) => recordCamera(supervisor, payload),
  });
  return {
    processors: [record],
    drain: () => supervisor.drain(),
    stop: async () => {
      await ticking.stop();
      await parts.close();
    },
  };
}
