import { Redis } from 'ioredis';

/** Every key of Redis with all that it holds. Not by DUMP, which compresses. */
export async function readRedis(url: string): Promise<{ key: string; text: string }[]> {
  const redis = new Redis({ path: url.replace(/^unix:\/\//, '') });
  try {
    const texts = [];
    for (const key of await redis.keys('*')) texts.push({ key, text: await textOf(redis, key) });
    return texts;
  } finally {
    redis.disconnect();
  }
}

async function textOf(redis: Redis, key: string): Promise<string> {
  const type = await redis.type(key);
  const read = readers[type];
  // A key that has ended meanwhile holds nothing.
  if (type === 'none') return '';
  if (!read) throw new Error(`nobody can read a ${type}`);
  return flat(await read(redis, key));
}

const readers: Readonly<Record<string, (redis: Redis, key: string) => Promise<unknown>>> = {
  string: (redis, key) => redis.get(key),
  hash: (redis, key) => redis.hgetall(key),
  list: (redis, key) => redis.lrange(key, 0, -1),
  set: (redis, key) => redis.smembers(key),
  zset: (redis, key) => redis.zrange(key, '0', '-1'),
  stream: (redis, key) => redis.xrange(key, '-', '+'),
};

const flat = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, inner]) => `${name}\n${flat(inner)}`)
        .join('\n')
    : String(value);
