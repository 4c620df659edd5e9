import { type JobWorkers, startJobWorkers } from '../adapters/bullmq/job-workers.ts';
import { connectWorker } from '../adapters/redis/connect.ts';
import { RedisFailedJobRepository } from '../adapters/redis/failed-job-repository.ts';
import type { Processor } from '../jobs/index.ts';
import type { Services } from './services.ts';

/** Takes the jobs of these processors from Redis. `close` waits for those that run. */
export function takeJobs(base: Services, processors: readonly Processor[]): JobWorkers {
  const { log, clock } = base;
  const connection = connectWorker(base.redisUrl, (error) => log.warn({ error: error.message }, 'redis'));
  const failed = new RedisFailedJobRepository(connection, base.wardId);
  const workers = startJobWorkers(processors, { connection, where: base, failed, clock, log });
  return {
    close: async () => {
      await workers.close();
      connection.disconnect();
    },
  };
}
