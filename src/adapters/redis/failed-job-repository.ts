import type { ChainableCommander, Redis } from 'ioredis';
import { z } from 'zod';
import { unavailable, type WardId } from '../../core/index.ts';
import {
  type FailedJob,
  type FailedJobCounts,
  type FailedJobRepository,
  type FailedJobState,
  failedJobsKept,
  type JobFailure,
  type JobPage,
  jobNames,
  knownCode,
  redisPrefix,
} from '../../jobs/index.ts';

const { ageMs, perQueue } = failedJobsKept;

const time = z.int().nonnegative();

/** Redis is not ours alone. */
const stored = z.object({
  id: z.string().max(500),
  name: z.enum(jobNames),
  payload: z.unknown().optional(),
  code: z.string().transform(knownCode),
  failures: z.int().positive(),
  firstAtMs: time,
  lastAtMs: time,
  doneAtMs: time.optional(),
});

/**
 * Keeps failed jobs in Redis, beside the queues. BullMQ would keep them as jobs: each would block the next one of its id,
 * take a slot of its schedule, and hold the message of its error.
 *
 * At most `perQueue` entries of a state, about 300 bytes each, so that an outage does not fill a Redis that evicts nothing.
 */
export class RedisFailedJobRepository implements FailedJobRepository {
  constructor(
    private readonly redis: Redis,
    private readonly ward: WardId,
  ) {}

  keep(queue: string, { atMs, ...failure }: JobFailure): Promise<void> {
    return reaching(async () => {
      const before = await this.read(queue, failure.id);
      const earlier = before && before.doneAtMs === undefined ? before : { failures: 0, firstAtMs: atMs };
      const { failures, firstAtMs } = earlier;
      await this.redis.hdel(this.keys(queue).queued, failure.id);
      await this.write(queue, { ...failure, failures: failures + 1, firstAtMs, lastAtMs: atMs });
      await this.trim(queue, 'open', atMs);
    });
  }

  settle(queue: string, id: string, doneAtMs: number): Promise<void> {
    return reaching(async () => {
      if ((await this.redis.zscore(this.keys(queue).state('open'), id)) === null) return;
      const failed = await this.read(queue, id);
      if (failed) await this.write(queue, { ...failed, doneAtMs });
      await this.trim(queue, 'done', doneAtMs);
    });
  }

  markQueued(queue: string, ids: readonly string[], queuedAtMs: number): Promise<void> {
    return reaching(async () => {
      await this.redis.hset(this.keys(queue).queued, Object.fromEntries(ids.map((id) => [id, queuedAtMs])));
    });
  }

  counts(queue: string, nowMs: number): Promise<FailedJobCounts> {
    return reaching(async () => {
      const [open, dropped] = await Promise.all([
        this.redis.zcount(this.keys(queue).state('open'), nowMs - ageMs, '+inf'),
        this.redis.get(this.keys(queue).dropped),
      ]);
      return { open, dropped: Number(dropped ?? 0) };
    });
  }

  list(
    queue: string,
    state: FailedJobState,
    { nowMs, offset, limit }: JobPage & { readonly nowMs: number },
  ): Promise<FailedJob[]> {
    return reaching(async () => {
      const ids = await this.redis.zrevrangebyscore(
        this.keys(queue).state(state),
        '+inf',
        nowMs - ageMs,
        'LIMIT',
        offset,
        limit,
      );
      return this.readAll(queue, ids);
    });
  }

  find(queue: string, id: string): Promise<FailedJob | undefined> {
    return reaching(() => this.read(queue, id));
  }

  private keys(queue: string): QueueKeys {
    return keysOf(this.ward, queue);
  }

  private async read(queue: string, id: string): Promise<FailedJob | undefined> {
    return (await this.readAll(queue, [id]))[0];
  }

  private async readAll(queue: string, ids: readonly string[]): Promise<FailedJob[]> {
    if (ids.length === 0) return [];
    const [texts, queued] = await Promise.all([
      this.redis.hmget(this.keys(queue).entries, ...ids),
      this.redis.hmget(this.keys(queue).queued, ...ids),
    ]);
    return texts.flatMap((text, i) => (text ? failedJobOf(text, Number(queued[i] ?? Number.NaN)) : []));
  }

  private async write(queue: string, failed: FailedJob): Promise<void> {
    const { queuedAtMs: _, ...entry } = failed;
    const [state, other, atMs]: [FailedJobState, FailedJobState, number] =
      failed.doneAtMs === undefined ? ['open', 'done', failed.lastAtMs] : ['done', 'open', failed.doneAtMs];
    await all(
      this.redis
        .multi()
        .hset(this.keys(queue).entries, failed.id, JSON.stringify(entry))
        .zadd(this.keys(queue).state(state), atMs, failed.id)
        .zrem(this.keys(queue).state(other), failed.id),
    );
  }

  /** Removes what is too old, then the oldest of too many. */
  private async trim(queue: string, state: FailedJobState, nowMs: number): Promise<void> {
    const key = this.keys(queue).state(state);
    const old = await this.redis.zrangebyscore(key, '-inf', nowMs - ageMs);
    await this.remove(queue, key, old);
    const tooMany = await this.redis.zrange(key, '0', String(-perQueue - 1));
    await this.remove(queue, key, tooMany);
    if (state === 'done' || tooMany.length === 0) return;
    await all(
      this.redis
        .multi()
        .incrby(this.keys(queue).dropped, tooMany.length)
        .pexpire(this.keys(queue).dropped, ageMs),
    );
  }

  private async remove(queue: string, key: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await all(
        this.redis
          .multi()
          .zrem(key, ...ids)
          .hdel(this.keys(queue).entries, ...ids)
          .hdel(this.keys(queue).queued, ...ids),
      );
  }
}

/** Only workers write entries, and one at a time has the job of an id. */
interface QueueKeys {
  /** Entries by id. */
  readonly entries: string;
  /** The ids of a state by time. */
  readonly state: (state: FailedJobState) => string;
  /** When each was queued again. */
  readonly queued: string;
  /** How many were dropped. */
  readonly dropped: string;
}

function keysOf(ward: WardId, queue: string): QueueKeys {
  const entries = `${redisPrefix(ward)}:failed-jobs:${queue}`;
  return {
    entries,
    state: (state) => `${entries}:${state}`,
    queued: `${entries}:queued`,
    dropped: `${entries}:dropped`,
  };
}

function failedJobOf(text: string, queuedAtMs: number): FailedJob[] {
  try {
    const { payload, doneAtMs, ...failed } = stored.parse(JSON.parse(text));
    return [
      {
        ...failed,
        ...(payload !== undefined && { payload }),
        ...(Number.isSafeInteger(queuedAtMs) && { queuedAtMs }),
        ...(doneAtMs !== undefined && { doneAtMs }),
      },
    ];
  } catch {
    return [];
  }
}

/** Redis answers a refused command of a transaction among the results. */
async function all(transaction: ChainableCommander): Promise<void> {
  for (const [error] of (await transaction.exec()) ?? []) if (error) throw error;
}

async function reaching<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    throw unavailable('queue-unavailable', 'Redis cannot be reached', error);
  }
}
