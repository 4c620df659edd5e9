import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { throttleLimits } from '../../../src/access/index.ts';
import { connectProducer } from '../../../src/adapters/redis/connect.ts';
import { RedisThrottle } from '../../../src/adapters/redis/sign-in-throttle.ts';
import { newId } from '../../../src/core/index.ts';
import { TestRedis } from '../../support/redis.ts';

const { maxTries } = throttleLimits;
let redis: TestRedis;
const ours = newId('ward', 0);
const connections: ReturnType<typeof connectProducer>[] = [];

/** As one api process has it. */
async function aThrottle(ward = ours): Promise<RedisThrottle> {
  const connection = connectProducer(redis.url, () => {});
  await new Promise((resolve) => connection.once('ready', resolve));
  connections.push(connection);
  return new RedisThrottle(connection, ward);
}

const refusals = async (throttle: RedisThrottle, key: string, tries: number): Promise<number> => {
  const outcomes = await Promise.allSettled(Array.from({ length: tries }, () => throttle.admit(key)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'too-many-tries' });
  return refused.length;
};

beforeAll(async () => {
  redis = await TestRedis.start();
});
afterAll(async () => {
  for (const connection of connections) connection.disconnect();
  await redis.close();
});

describe('when somebody guesses at several api processes', () => {
  it('counts the tries of all of them together', async () => {
    const [one, other, key] = [await aThrottle(), await aThrottle(), randomUUID()];
    expect(await refusals(one, key, maxTries / 2 + 1)).toBe(0);
    expect(await refusals(other, key, maxTries / 2 + 1)).toBe(2);
    expect(await refusals(one, randomUUID(), 1)).toBe(0);
  });

  it('counts nothing at another ward on the same Redis', async () => {
    const [ward, other, key] = [await aThrottle(), await aThrottle(newId('ward', 0)), randomUUID()];
    await refusals(ward, key, maxTries);
    expect(await refusals(other, key, maxTries)).toBe(0);
    await other.forget(key);
    expect(await refusals(ward, key, 1)).toBe(1);
  });

  it('forgets the tries of who got in', async () => {
    const [throttle, key] = [await aThrottle(), randomUUID()];
    await refusals(throttle, key, maxTries);
    await throttle.forget(key);
    expect(await refusals(throttle, key, maxTries)).toBe(0);
  });
});

describe('when Redis is away', () => {
  it('goes on counting in its own memory', async () => {
    const connection = connectProducer('unix:///nowhere.sock', () => {});
    connections.push(connection);
    const [throttle, key] = [new RedisThrottle(connection, ours), randomUUID()];
    expect(await refusals(throttle, key, maxTries + 2)).toBe(2);
    await throttle.forget(key);
  });
});
