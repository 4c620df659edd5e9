import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChildSpec } from './child.ts';
import type { EmbeddedServerOptions } from './postgres.ts';

const socketOf = (runDir: string): string => join(runDir, 'redis.sock');

export const redisUrl = (runDir: string): string => `unix://${socketOf(runDir)}`;

/** Prepares our own redis-server, with its append-only file in `<dataDir>/redis`. */
export async function prepareRedis(options: EmbeddedServerOptions): Promise<ChildSpec<true>> {
  const directory = join(options.dataDir, 'redis');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const socket = ['--port', '0', '--unixsocket', socketOf(options.runDir), '--unixsocketperm', '700'];
  const durable = [
    '--dir',
    directory,
    '--appendonly',
    'yes',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  return {
    name: 'redis',
    command: ['flock', '--wait', '20', '--no-fork', directory, 'redis-server', ...socket, ...durable],
    env: { PATH: options.path },
    // It answers a command after the write to its file, so a kill loses no acknowledged write.
    deathSignal: 'KILL',
    stopSignal: 'SIGTERM',
    stopWithinMs: 10_000,
    readyFrom: (line) => (/ready to accept connections/i.test(line) ? true : undefined),
    onLine: options.onLine,
  };
}
