import { loadConfig } from '../../config/load.ts';
import { AppError } from '../../src/core/index.ts';
import { type Announcement, readAnnouncement } from './announcement.ts';
import type { Child, ChildSpec } from './child.ts';
import { holdDataDirectory } from './data-directory.ts';
import { startEmbeddedServers } from './embedded-servers.ts';
import { ProcessList } from './process-list.ts';
import { type Programs, productPrograms } from './programs.ts';
import { removeRunDirectory } from './run-directory.ts';
import { runOnce } from './run-once.ts';

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
  /** Takes every line that a process writes, and the supervisor's own (name `supervisor`). */
  readonly onLine: (name: string, line: string) => void;
  readonly workers?: readonly WorkerPlan[];
  readonly programs?: Programs;
  /** Called whenever the api serves: at first, and after each time it was started again. */
  readonly onApiReady?: (api: Announcement) => void;
  /** Abandons a start under way: what runs is stopped, and `startService` rejects. */
  readonly signal?: AbortSignal;
}

export interface Service {
  readonly url: string;
  /** By which the first admin is made; only while there is none. */
  readonly setupToken: string | undefined;
  /** What the processes were given, with DATABASE_URL and REDIS_URL of the embedded servers. */
  readonly env: Environment;
  readonly processes: readonly { readonly name: string; readonly pid: number | undefined }[];
  /** Ends one process, by default as a crash would; it is started again. Resolves when it has ended. */
  kill(name: string, signal?: NodeJS.Signals): Promise<void>;
  /** Drains: workers, api, Redis, PostgreSQL. Resolves when nothing is left. */
  stop(): Promise<void>;
}

const usualWorkers: readonly WorkerPlan[] = [
  { name: 'recorder', roles: ['record'] },
  { name: 'worker', roles: ['ingest', 'maintain'] },
];

/**
 * Starts the service as separate processes and keeps them running. Servers that the settings name are used; the
 * others are started, embedded.
 * @throws AppError `config-invalid`, `data-directory-in-use`, or `child-failed` with the last lines of what failed;
 * nothing is left running then
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const config = loadConfig({ ...options.env, MINHCHUNG_DATA_DIR: options.dataDir });
  options.signal?.throwIfAborted();
  const holder = await holdDataDirectory(config.dataDir);
  const report = (text: string) => options.onLine('supervisor', text);
  const list = new ProcessList(({ name, how, inMs }) =>
    report(`${name} ended (${how}); it is started again in ${inMs} ms`),
  );
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopAll(list, holder, config.dataDir));
  const abandon = () => void stop();
  options.signal?.addEventListener('abort', abandon);
  try {
    const embedded = await startEmbeddedServers(config, list, options);
    const env = { ...options.env, ...embedded, MINHCHUNG_DATA_DIR: config.dataDir };
    const api = await startPrograms(list, env, options);
    return serviceOf({ list, env, api, stop });
  } catch (error) {
    await stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', abandon);
  }
}

async function stopAll(list: ProcessList, holder: Child<true>, dataDir: string): Promise<void> {
  await list.stop();
  await removeRunDirectory(dataDir);
  await holder.stop();
}

async function startPrograms(
  list: ProcessList,
  env: Environment,
  options: ServiceOptions,
): Promise<Announcement> {
  const { programs = productPrograms(), workers = usualWorkers, onLine, onApiReady, signal } = options;
  const base = (name: string) => ({ name, env, onLine: (line: string) => onLine(name, line) });
  signal?.throwIfAborted();
  if (programs.migrate) await runOnce({ ...base('migrate'), command: programs.migrate });

  signal?.throwIfAborted();
  const apiSpec = (last?: Announcement) =>
    program({ ...base('api'), env: { ...env, ...portOf(last) } }, programs.api, onApiReady);
  const [api] = await list.start({ name: 'api', spec: apiSpec });

  signal?.throwIfAborted();
  const workerSpecs = workers.map(({ name, roles }) => program(base(name), programs.worker(roles)));
  await list.start(...workerSpecs.map((spec) => ({ name: spec.name, spec: () => spec })));
  return api ?? { ready: 'api' };
}

/** A restarted api keeps the address that the first one announced. */
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
  readonly stop: () => Promise<void>;
}

function serviceOf({ list, env, api, stop }: Parts): Service {
  return {
    url: api.url ?? '',
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
