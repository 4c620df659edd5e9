import { availableParallelism } from 'node:os';
import { createCopyEncoder } from '../adapters/ffmpeg/copy-encoder.ts';
import { PostgresAlterationBook } from '../adapters/postgres/footage/alteration-book.ts';
import { PostgresFootageRepository } from '../adapters/postgres/footage/footage-repository.ts';
import { connectWorker } from '../adapters/redis/connect.ts';
import { answerTo, listenTo } from '../adapters/redis/copy-post.ts';
import { CheckedFootage, CopyDesk, createAnswerSealer, type MakeCopyDeps } from '../footage/index.ts';
import { type QueueReader, queueName } from '../jobs/index.ts';
import { composeFootageChecks } from './proven.ts';
import type { Services } from './services.ts';

/** Every process of the service reads this key at its start. */
const composeSealer = async ({ key }: Services) => createAnswerSealer(await key('statement'));

export interface CopyOrdering {
  readonly copies: CopyDesk;
  close(): void;
}

/** Builds what orders copies of H.265: in the api. */
export async function composeCopyOrdering(base: Services, queues: QueueReader): Promise<CopyOrdering> {
  const { jobs, clock, log, redisUrl, wardId } = base;
  const redis = connectWorker(redisUrl, (error) => log.warn({ error: error.message }, 'redis'));
  return {
    copies: new CopyDesk({
      waiting: async () => (await queues.counts(queueName('make-copy', {}), clock.nowMs())).waiting,
      queue: (order) => jobs.add('make-copy', order),
      listen: listenTo(redis, wardId),
      sealer: await composeSealer(base),
      clock,
      log,
    }),
    close: () => redis.disconnect(),
  };
}

export interface CopyMaking extends MakeCopyDeps {
  /** How many copies this machine makes at once, by its share of the processors. */
  readonly atOnce: number;
}

/** Builds what makes them: in a worker. */
export async function composeCopyMaking(base: Services): Promise<CopyMaking> {
  const { db, store, clock, log, scribe, redis, wardId, config } = base;
  const alterations = new PostgresAlterationBook(db, clock, scribe);
  return {
    footage: new PostgresFootageRepository(db, await composeFootageChecks(base)),
    checked: new CheckedFootage({ objects: store, alterations, clock, log }),
    encode: createCopyEncoder(),
    sealer: await composeSealer(base),
    answer: answerTo(redis, wardId),
    atOnce: Math.max(1, Math.floor((availableParallelism() * config.copyCpuPercent) / 100)),
    clock,
    log,
  };
}
