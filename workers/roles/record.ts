import type { Services } from '../../src/compose/services.ts';
import { composeRecord } from '../../src/compose/worker.ts';
import { processor } from '../../src/jobs/index.ts';
import { renewEveryMs } from '../../src/recording/index.ts';
import { every } from './every.ts';
import type { RoleAtWork } from './role.ts';

/** A silent camera occupies its job for seconds; other cameras must not wait for it. */
const concurrency = 32;
const tendEveryMs = 2_000;

export async function startRecording(base: Services): Promise<RoleAtWork> {
  const parts = await composeRecord(base);
  const { supervisor } = parts;
  const rounds = [
    every(renewEveryMs, base.log, () => supervisor.renew()),
    every(tendEveryMs, base.log, () => supervisor.tend()),
  ];
  const record = processor({
    name: 'record-camera',
    concurrency,
    // A failed try is not a failed job: the lease holds the time of the next try.
    process: async ({ streamId }) =>
      (await supervisor.record(streamId)).kind === 'skipped' ? 'skipped' : 'done',
  });
  return {
    processors: [record],
    drain: () => supervisor.drain(),
    stop: async () => {
      await Promise.all(rounds.map((round) => round.stop()));
      await parts.close();
    },
  };
}
