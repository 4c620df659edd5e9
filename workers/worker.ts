import { type AnyProcessor, startJobWorkers } from '../src/adapters/bullmq/job-workers.ts';
import { connectWorker } from '../src/adapters/redis/connect.ts';
import type { Foundation } from '../src/compose/foundation.ts';
import type { WorkerRole } from '../src/jobs/index.ts';
import { startIngesting } from './roles/ingest.ts';
import { startMaintaining } from './roles/maintain.ts';
import { startRecording } from './roles/record.ts';

/** One role at work: what it does when a job comes, and what it does by itself. */
export interface RoleAtWork {
  readonly processors: readonly AnyProcessor[];
  /** Stops what runs by itself and gives back what it holds; called when no job runs any more. */
  stop(): Promise<void>;
}

const starts: Record<WorkerRole, (base: Foundation) => Promise<RoleAtWork>> = {
  record: startRecording,
  ingest: startIngesting,
  maintain: startMaintaining,
};

/** Starts the roles and takes their jobs. `stop` drains: no new jobs, those that run end, then the roles stop. */
export async function startWorker(
  base: Foundation,
  roles: readonly WorkerRole[],
): Promise<{ stop(): Promise<void> }> {
  const atWork = await Promise.all(roles.map((role) => starts[role](base)));
  const connection = connectWorker(base.redisUrl, (error) =>
    base.log.warn({ error: error.message }, 'redis'),
  );
  const jobs = startJobWorkers(
    atWork.flatMap((role) => role.processors),
    { connection, where: base, roles, log: base.log },
  );
  return {
    stop: async () => {
      await jobs.close();
      await Promise.all(atWork.map((role) => role.stop()));
      connection.disconnect();
    },
  };
}
