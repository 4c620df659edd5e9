import type { Config } from '../../config/load.ts';
import type { ChildSpec } from './child.ts';
import { postgresUrl, preparePostgres } from './postgres.ts';
import { postgresUser } from './postgres-user.ts';
import type { ProcessList } from './process-list.ts';
import { prepareRedis, redisUrl } from './redis.ts';
import { openRunDirectory } from './run-directory.ts';

interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onLine: (name: string, line: string) => void;
  readonly signal?: AbortSignal;
}

/** Starts the servers that the settings do not name. Returns the settings to reach them. */
export async function startEmbeddedServers(
  { dataDir, databaseUrl, redisUrl: namedRedis }: Config,
  list: ProcessList,
  { env, onLine, signal }: Options,
): Promise<Record<string, string>> {
  if (databaseUrl && namedRedis) return {};
  const user = databaseUrl ? undefined : postgresUser();
  const runDir = await openRunDirectory(dataDir, user);
  const common = { dataDir, runDir, path: env.PATH ?? '' };
  const postgres = databaseUrl
    ? []
    : [await preparePostgres({ ...common, user, signal, onLine: (line) => onLine('postgres', line) })];
  const redis = namedRedis
    ? []
    : [await prepareRedis({ ...common, onLine: (line) => onLine('redis', line) })];
  const start = (spec: ChildSpec<true>) => ({ name: spec.name, spec: () => spec });
  // Two groups, so that Redis stops before PostgreSQL; they start in parallel.
  await Promise.all([list.start(...postgres.map(start)), list.start(...redis.map(start))]);
  return {
    ...(databaseUrl ? {} : { DATABASE_URL: postgresUrl(runDir) }),
    ...(namedRedis ? {} : { REDIS_URL: redisUrl(runDir) }),
  };
}
