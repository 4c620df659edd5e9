import { Redis, type RedisOptions } from 'ioredis';

type Options = Pick<
  RedisOptions,
  | 'commandTimeout'
  | 'connectTimeout'
  | 'enableOfflineQueue'
  | 'lazyConnect'
  | 'maxRetriesPerRequest'
  | 'retryStrategy'
>;

/** `redis://…`, `rediss://…`, or `unix:///path/of/socket`. */
function open(url: string, options: Options): Redis {
  const path = /^unix:\/\/(\/.*)$/.exec(url)?.[1];
  return path === undefined ? new Redis(url, options) : new Redis({ ...options, path });
}

/** For workers: waits for Redis as long as it takes. */
export const connectWorker = (url: string, onError: (error: Error) => void): Redis =>
  open(url, { maxRetriesPerRequest: null }).on('error', onError);

/** For producers: fails at once while Redis is away, so that a request or a recorder never waits for it. */
export const connectProducer = (url: string, onError: (error: Error) => void): Redis =>
  open(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false }).on('error', onError);

export interface RedisTry {
  /** A path where the URL leads to a socket. */
  readonly host: string;
  readonly port: number;
  /** Absent: it answers. */
  readonly fault?: Error;
}

const answersWithinMs = 5_000;

/** Connects once, and says why when there is no answer. */
export async function tryRedis(url: string): Promise<RedisTry> {
  const patience = { connectTimeout: answersWithinMs, commandTimeout: answersWithinMs };
  const redis = open(url, { ...patience, lazyConnect: true, retryStrategy: () => null });
  const { path, host = '', port = 0 } = redis.options;
  // The rejection of a call says only that the connection is closed; the error events have the cause.
  const faults: Error[] = [];
  redis.on('error', (error: Error) => faults.push(error));
  const answers = redis.connect().then(() => redis.ping());
  const closed = await answers.then(() => undefined).catch((error: Error) => error);
  redis.disconnect();
  const fault = closed && (faults[0] ?? closed);
  return { host: path ?? host, port, ...(fault && { fault }) };
}
