import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../scripts/service/child.ts';
import { prepareRedis, redisUrl } from '../../scripts/service/redis.ts';

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** A redis-server of a test file's own, on a unix socket. */
export async function startRedis(): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'minh-chung-test-'));
  const options = { dataDir: directory, runDir: directory, path: process.env.PATH ?? '', onLine: () => {} };
  const child = startChild(await prepareRedis(options));
  await child.ready;
  return {
    url: redisUrl(directory),
    stop: async () => {
      await child.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
