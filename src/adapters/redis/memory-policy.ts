import type { Redis } from 'ioredis';

/** What Redis does when its memory is full (`noeviction`, `allkeys-lru`); `undefined` where it does not tell. */
export const memoryPolicy = async (redis: Redis): Promise<string | undefined> =>
  /^maxmemory_policy:([\w-]+)/m.exec(await redis.info('memory'))?.[1];
