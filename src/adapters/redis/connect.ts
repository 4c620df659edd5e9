import { Redis, type RedisOptions } from 'ioredis';

/** `redis://…`, `rediss://…`, or `unix:///path/of/socket`. */
function open(
  url: string,
  options: Pick<RedisOptions, 'maxRetriesPerRequest' | 'enableOfflineQueue'>,
): Redis {
  const path = /^unix:\/\/(\/.*)$/.exec(url)?.[1];
  return path === undefined ? new Redis(url, options) : new Redis({ ...options, path });
}

/** For workers: waits for Redis as long as it takes. */
export const connectWorker = (url: string, onError: (error: Error) => void): Redis =>
  open(url, { maxRetriesPerRequest: null }).on('error', onError);

/** For producers: fails at once while Redis is away, so that a request or a recorder never waits for it. */
export const connectProducer = (url: string, onError: (error: Error) => void): Redis =>
  open(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false }).on('error', onError);
