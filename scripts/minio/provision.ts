import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log } from '../../src/core/index.ts';
import { cacheDirectory } from '../cache-directory.ts';
import { type HeldLock, holdLock } from '../held-lock.ts';
import { runCommand } from './command.ts';
import { type GoToolchain, goFromPypi, goOnPath, oldestGo } from './go-toolchain.ts';

/** The last MinIO whose sources are available as a Go module. */
const minioVersion = 'v0.0.0-20260212201848-7aac2a2c5b7c';
const minioModule = `github.com/minio/minio@${minioVersion}`;

export type MinioSupply =
  | {
      readonly kind: 'endpoint';
      readonly endpoint: string;
      readonly accessKey: string;
      readonly secretKey: string;
    }
  | { readonly kind: 'binary'; readonly binary: string }
  | { readonly kind: 'none'; readonly reason: string; readonly remedy: string };

export interface ProvisionOptions {
  readonly log: Log;
  readonly environment?: NodeJS.ProcessEnv;
  /** Default: the cache of the user. */
  readonly cacheDirectory?: string;
  /** Aborts a running build. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A real S3 server for tests and demo: the result of `findMinio`, else a MinIO built once (3 minutes on 2
 * cores).
 */
export async function provisionMinio(options: ProvisionOptions): Promise<MinioSupply> {
  const found = await findMinio(options);
  const isNamed = Boolean((options.environment ?? process.env).S3_ENDPOINT);
  if (found.kind !== 'none' || isNamed) return found;
  const cache = options.cacheDirectory ?? cacheDirectory();
  await mkdir(dirname(cachedMinio(cache)), { recursive: true });
  const lock = await lockBuild(options, cache);
  try {
    return await buildAlone(options, cache);
  } finally {
    await lock.release();
  }
}

/** Two builds at once would take twice as long, and one would remove the Go of the other. */
async function lockBuild({ log, signal }: ProvisionOptions, cache: string): Promise<HeldLock> {
  const file = join(cache, 'minio', 'building.lock');
  const free = await holdLock(file);
  if (free) return free;
  log.info({}, 'another process is building MinIO: waiting for its end');
  return holdLock(file, { waits: true, signal });
}

/** Another process may have built it while this one waited for the lock. */
async function buildAlone(options: ProvisionOptions, cache: string): Promise<MinioSupply> {
  const found = await findMinio(options);
  if (found.kind !== 'none') return found;
  const toolchain = (await goOnPath()) ?? (await goFromPypi(join(cache, 'go'), options.signal));
  if (!toolchain) return found;
  options.log.info({ module: minioModule }, 'building MinIO, once; this takes some minutes');
  const built = await buildMinio(toolchain, cache, options.signal);
  await toolchain.discard();
  return built;
}

/** Finds `S3_ENDPOINT`, a `minio` on PATH, or an earlier build, in this order. Builds nothing. */
export async function findMinio(options: Omit<ProvisionOptions, 'log' | 'signal'>): Promise<MinioSupply> {
  const { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY, PATH = '' } = options.environment ?? process.env;
  if (S3_ENDPOINT) return endpointOf(S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY);
  for (const binary of ['minio', cachedMinio(options.cacheDirectory ?? cacheDirectory())])
    if (await isMinioServer(binary, PATH)) return { kind: 'binary', binary };
  return {
    kind: 'none',
    reason: `no S3_ENDPOINT, no minio on PATH or built before, and no Go ${oldestGo} or newer to build it with`,
    remedy:
      'install Go (https://go.dev/dl) or python3-pip, or set S3_ENDPOINT, S3_ACCESS_KEY and S3_SECRET_KEY',
  };
}

function endpointOf(endpoint: string, accessKey?: string, secretKey?: string): MinioSupply {
  if (accessKey && secretKey) return { kind: 'endpoint', endpoint, accessKey, secretKey };
  return {
    kind: 'none',
    reason: 'S3_ENDPOINT is set without its credentials',
    remedy: 'set S3_ACCESS_KEY and S3_SECRET_KEY, or unset S3_ENDPOINT',
  };
}

const isMinioServer = async (binary: string, PATH: string): Promise<boolean> => {
  const { ok, output } = await runCommand(binary, ['--version'], { environment: { PATH } });
  return ok && output.startsWith('minio version');
};

/** The path contains the version, because clones that need other versions share the cache. */
export const cachedMinio = (cache: string): string => join(cache, 'minio', minioVersion, 'minio');

/** Builds aside, then renames: a killed build leaves no partial program, and the next build removes what it left. */
async function buildMinio(
  { go, environment }: GoToolchain,
  cache: string,
  signal?: AbortSignal,
): Promise<MinioSupply> {
  const binary = cachedMinio(cache);
  const aside = `${dirname(binary)}.building`;
  await removeBuild(aside);
  await mkdir(aside);
  try {
    const built = await runCommand(go, ['install', minioModule], {
      environment: { ...environment, GOBIN: aside, GOTMPDIR: aside, CGO_ENABLED: '0' },
      signal,
      diesWithUs: true,
    });
    if (!built.ok)
      return {
        kind: 'none',
        reason: `building MinIO failed: ${lastLine(built.output)}`,
        remedy: remedyFor(go),
      };
    await rename(join(aside, 'minio'), binary);
    return { kind: 'binary', binary };
  } finally {
    await removeBuild(aside);
  }
}

/** Tries several times: compilers of a Go that was killed may still write. */
const removeBuild = (aside: string): Promise<void> =>
  rm(aside, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });

const lastLine = (output: string): string => output.split('\n').at(-1) ?? '';

const remedyFor = (go: string): string => `try it by hand: ${go} install ${minioModule}`;
