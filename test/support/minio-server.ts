import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMinio, type MinioSupply, provisionMinio } from '../../scripts/minio/provision.ts';
import { startMinio } from '../../scripts/minio/run.ts';
import { silentLog } from '../../src/core/index.ts';
import type { Missing } from './unless.ts';

/** An S3 server for one test file. */
export interface TestMinio {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  stop(): Promise<void>;
}

/** With `REQUIRE_S3=1` a server is built if none is found, and its absence is a failure instead of a skip. */
const isRequired = process.env.REQUIRE_S3 === '1';

const supply: MinioSupply = isRequired ? await provisionMinio({ log: silentLog }) : await findMinio({});

export const s3Missing: Missing =
  supply.kind === 'none' && !isRequired ? `${supply.reason}; ${supply.remedy}` : undefined;

/** For tests that need a MinIO of their own making. */
export const ownMinioMissing: Missing =
  supply.kind === 'endpoint'
    ? 'S3_ENDPOINT names a server that is not ours to configure; without it a MinIO is looked for'
    : s3Missing;

/** Starts a MinIO with its own new data, or hands out the one named by `S3_ENDPOINT`. */
export async function startTestMinio(environment: Record<string, string> = {}): Promise<TestMinio> {
  if (supply.kind === 'none') throw new Error(`S3 is required: ${supply.reason}; ${supply.remedy}`);
  if (supply.kind === 'endpoint') return { ...supply, stop: async () => {} };
  const dataDirectory = await mkdtemp(join(tmpdir(), 'minio-'));
  const server = await startMinio({ binary: supply.binary, dataDirectory, environment });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(dataDirectory, { recursive: true });
  };
  return { ...server, stop };
}
