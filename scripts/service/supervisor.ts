import { type Config, loadConfig } from '../../config/load.ts';
import { AppError } from '../../src/core/index.ts';
import type { HeldLock } from '../held-lock.ts';
import { type Announcement, readAnnouncement } from './announcement.ts';
import type { ChildSpec } from './child.ts';
import { holdDataDirectory } from './data-directory.ts';
import { startEmbeddedServers } from './embedded-servers.ts';
import { warnBelowReserve } from './free-space.ts';
import { ProcessList } from './process-list.ts';
import { type Programs, productPrograms } from './programs.ts';
import { removeRunDirectory } from './run-directory.ts';
import { runOnce } from './run-once.ts';
import { startFailure } from './start-failure.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface WorkerPlan {
  readonly name: string;
  readonly roles: readonly string[];
}

export interface ServiceOptions {
  /** Absolute path; one service at a time. */
  readonly dataDir: string;
  /** The environment of the processes: PATH and settings (config/README.md). */
  readonly env: Environment;
  /** Gets every line that a process writes, and the supervisor's own (name `supervisor`). */
  readonly onLine: (name: string, line: string) => void;
  readonly workers?: readonly WorkerPlan[];
  readonly programs?: Programs;
  /** Called each time the api serves: first, and after every restart. */
  readonly onApiReady?: (api: Announcement) => void;
  /** Aborts a start in progress: running processes are stopped, and `startService` rejects. */
  readonly signal?: AbortSignal;
}

export interface Service {
  readonly url: string;
  /** Other URLs of the api, when it listens on all addresses. */
  readonly otherUrls: readonly string[];
  /** Makes the first admin; absent once an admin exists. */
  readonly setupToken: string | undefined;
  /** The environment of the processes, with DATABASE_URL and REDIS_URL of the embedded servers. */
  readonly env: Environment;
  readonly processes: readonly { readonly name: string; readonly pid: number | undefined }[];
  /** Ends one process, by default like a crash; it is restarted. Resolves when it has ended. */
  kill(name: string, signal?: NodeJS.Signals): Promise<void>;
  /** Drains workers, api, Redis, PostgreSQL; kills the rest after `withinMs`. Resolves when all ended. */
  stop(withinMs?: number): Promise<void>;
}

/** An aborted start has little to drain. */
const abandonedWithinMs = 5_000;

const usualWorkers: readonly WorkerPlan[] = [
  { name: 'recorder', roles: ['record'] },
  { name: 'worker', roles: ['ingest', 'maintain'] },
  { name: 'signer', roles: ['sign'] },
];

/**
 * Starts the service as separate processes and keeps them running. Uses the servers that the settings name,
 * and starts the others embedded.
 * @throws AppError `config-invalid`, `disk-full`, one of the data directory or of PostgreSQL, `child-refused` with
 * the reason or `child-failed` with the last lines of the failed process; nothing is left running then
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const config = loadConfig({ ...options.env, MINHCHUNG_DATA_DIR: options.dataDir });
  options.signal?.throwIfAborted();
  try {
    const holder = await holdDataDirectory(config.dataDir);
    return await startHolding(holder, config, options);
  } catch (error) {
    // After an abort, the failure is its consequence.
    options.signal?.throwIfAborted();
    throw startFailure(error, config.dataDir);
  }
}

async function startHolding(holder: HeldLock, config: Config, options: ServiceOptions): Promise<Service> {
  const { dataDir } = config;
  const { signal } = options;
  const report = (text: string) => options.onLine('supervisor', text);
  const list = new ProcessList({ onRestart: (fields) => report(restartLine(fields)), signal });
  const stop = async (withinMs?: number) => {
    await list.stop(withinMs);
    await giveUp(holder, dataDir);
  };
  // The data directory is released only when the start has ended: until then it may still make files.
  const abandon = () => void list.stop(abandonedWithinMs);
  signal?.addEventListener('abort', abandon);
  try {
    await warnBelowReserve(config, report);
    await warnOfRedis(config, report);
    const embedded = await startEmbeddedServers(config, list, options);
    const env = { ...options.env, ...embedded, MINHCHUNG_DATA_DIR: dataDir };
    const api = await startPrograms(list, env, options);
    return serviceOf({ list, env, api, stop });
  } catch (error) {
    await stop();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abandon);
  }
}

/** It is no error: footage is recorded and ingested without Redis (I10). */
async function warnOfRedis({ redisUrl }: Config, report: (text: string) => void): Promise<void> {
  if (!redisUrl) return;
  // Its libraries are loaded where they are needed alone.
  const { redisFault } = await import('../../src/compose/named-servers.ts');
  const fault = await redisFault(redisUrl);
  if (!fault) return;
  const warning = `${fault.message}; the service starts without it`;
  report(warning);
}

const restartLine: (fields: { name: string; how: string; inMs: number }) => string = ({ name, how, inMs }) =>
  `${name} ended (${how}); it is started again in ${inMs} ms`;

async function giveUp(holder: HeldLock, dataDir: string): Promise<void> {
  await removeRunDirectory(dataDir);
  await holder.release();
}

async function startPrograms(
  list: ProcessList,
  env: Environment,
  options: ServiceOptions,
): Promise<Announcement> {
  const { programs = productPrograms(), workers = usualWorkers, onLine, onApiReady, signal } = options;
  const base = (name: string) => ({ name, env, onLine: (line: string) => onLine(name, line) });
  signal?.throwIfAborted();
  if (programs.migrate) await runOnce({ ...base('migrate'), command: programs.migrate, signal });

  signal?.throwIfAborted();
  const apiSpec = (last?: Announcement) =>
    program({ ...base('api'), env: { ...env, ...portOf(last) } }, programs.api, onApiReady);
  const [api] = await list.start({ name: 'api', spec: apiSpec });

  signal?.throwIfAborted();
  const workerSpecs = workers.map(({ name, roles }) => program(base(name), programs.worker(roles)));
  await list.start(...workerSpecs.map((spec) => ({ name: spec.name, spec: () => spec })));
  return api ?? { ready: 'api', others: [] };
}

/** A restarted api keeps the port that the first one announced. */
function portOf(last: Announcement | undefined): Environment {
  return last?.url ? { PORT: new URL(last.url).port } : {};
}

const program = (
  base: Pick<ChildSpec<Announcement>, 'name' | 'env' | 'onLine'>,
  command: readonly string[],
  onReady: (announced: Announcement) => void = () => {},
): ChildSpec<Announcement> => ({
  ...base,
  command,
  deathSignal: 'KILL',
  stopSignal: 'SIGTERM',
  stopWithinMs: 20_000,
  readyFrom: (line) => {
    const announced = readAnnouncement(line);
    if (announced) onReady(announced);
    return announced;
  },
});

interface Parts {
  readonly list: ProcessList;
  readonly env: Environment;
  readonly api: Announcement;
  readonly stop: (withinMs?: number) => Promise<void>;
}

function serviceOf({ list, env, api, stop }: Parts): Service {
  return {
    url: api.url ?? '',
    otherUrls: api.others,
    setupToken: api.setupToken,
    env,
    get processes() {
      return list.all.map(({ name, pid }) => ({ name, pid }));
    },
    kill: async (name, signal = 'SIGKILL') => {
      const found = list.all.find((kept) => kept.name === name);
      if (!found) throw new AppError('not-found', 'process-unknown', `There is no process ${name}`);
      await found.kill(signal);
    },
    stop,
  };
}
