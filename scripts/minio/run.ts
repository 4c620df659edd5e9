import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface MinioOptions {
  /** The server that `provisionMinio` found. */
  readonly binary: string;
  /** Created if missing; remains when the server stops. */
  readonly dataDirectory: string;
  /** Variables added to its environment, such as `MINIO_KMS_SECRET_KEY`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Aborts a running start. */
  readonly signal?: AbortSignal | undefined;
}

export interface RunningMinio {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Resolves when the process has ended. A process that does not end in time is killed. */
  stop(withinMs?: number): Promise<void>;
}

const readyWithinMs = 30_000;

/**
 * Runs a MinIO on loopback, on ports that the system chooses, with new root credentials that only its
 * environment holds. It dies with this process, also when this process is killed (setpriv of util-linux).
 * Returns when the server is ready. Errors: the output of a server that does not start.
 */
export async function startMinio(options: MinioOptions): Promise<RunningMinio> {
  const [port, consolePort] = await freePorts();
  const credentials = { accessKey: randomName(), secretKey: randomName() };
  const server = spawnMinio(options, credentials, [`127.0.0.1:${port}`, `127.0.0.1:${consolePort}`]);
  const endpoint = `http://127.0.0.1:${port}`;
  const abandon = () => server.kill('SIGKILL');
  options.signal?.addEventListener('abort', abandon);
  await ready(server, endpoint).finally(() => options.signal?.removeEventListener('abort', abandon));
  return { endpoint, ...credentials, stop: (withinMs) => stop(server, withinMs) };
}

type Credentials = Pick<RunningMinio, 'accessKey' | 'secretKey'>;

function spawnMinio(
  options: MinioOptions,
  keys: Credentials,
  [address, consoleAddress]: [string, string],
): ChildProcess {
  const places = ['--address', address, '--console-address', consoleAddress];
  const certificates = ['--certs-dir', join(options.dataDirectory, '.minio.certs')];
  return spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', options.binary, 'server', ...places, ...certificates, options.dataDirectory],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        MINIO_ROOT_USER: keys.accessKey,
        MINIO_ROOT_PASSWORD: keys.secretKey,
        MINIO_BROWSER: 'off',
        MINIO_UPDATE: 'off',
        ...options.environment,
      },
    },
  );
}

async function ready(server: ChildProcess, endpoint: string): Promise<void> {
  const words: string[] = [];
  server.stdout?.on('data', (chunk) => words.push(String(chunk)));
  server.stderr?.on('data', (chunk) => words.push(String(chunk)));
  const ended = once(server, 'close').then(() => new Error(`MinIO ended: ${words.join('').trim()}`));
  const failed = once(server, 'error').then(([error]) => new Error(`MinIO did not start: ${String(error)}`));
  const late = delay(readyWithinMs, undefined, { ref: false }).then(
    () => new Error(`MinIO is not ready: ${words.join('')}`),
  );
  const failure = Promise.race([ended, failed, late]);
  if ((await Promise.race([failure, answersReady(endpoint, server)])) === true) return;
  server.kill('SIGKILL');
  throw await failure;
}

/** Not `health/ready`: MinIO answers 200 there even while it still opens its disks. */
async function answersReady(endpoint: string, server: ChildProcess): Promise<true | undefined> {
  while (server.exitCode === null && server.signalCode === null) {
    const answer = await fetch(`${endpoint}/minio/health/cluster`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return true;
    await delay(25);
  }
  return undefined;
}

async function stop(server: ChildProcess, withinMs = 5_000): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'close');
  server.kill('SIGTERM');
  const forced = setTimeout(() => server.kill('SIGKILL'), withinMs);
  await ended;
  clearTimeout(forced);
}

/** Holds both ports at the same time, so that they differ. */
async function freePorts(): Promise<[number, number]> {
  const [first, second] = await Promise.all([listenAnywhere(), listenAnywhere()]);
  await Promise.all([first.close(), second.close()]);
  return [first.port, second.port];
}

async function listenAnywhere(): Promise<{ port: number; close(): Promise<unknown> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, close: () => once(server.close(), 'close') };
}

const randomName = (): string => randomBytes(16).toString('hex');
