import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, silentLog } from '../../src/core/index.ts';
import { provisionMinio } from '../minio/provision.ts';
import { type RunningMinio, startMinio } from '../minio/run.ts';
import { type Service, startService, type WorkerPlan } from '../service/supervisor.ts';
import type { ClipProgress, WardOptions } from '../ward/index.ts';
import { startWardProcess, type WardProcess } from '../ward/ward-process.ts';

export interface StageOptions {
  readonly ward: WardOptions;
  readonly store: 'disk' | 'minio';
  readonly segmentSeconds: number;
  readonly workers?: readonly WorkerPlan[];
  /** More settings of the service. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine: (name: string, line: string) => void;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** A simulated ward and the service beside it, in a data directory of their own that goes with them. */
export interface Stage {
  readonly ward: WardProcess;
  readonly service: Service;
  readonly dataDir: string;
  /** Stops everything and removes the data. */
  strike(): Promise<void>;
}

/** Raises ward, store and service, in this order; what stands already is taken down when a later one fails. */
export async function raiseStage(options: StageOptions): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'minhchung-demo-'));
  const standing: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const strike = async () => {
    for (const takeDown of standing.splice(0).reverse()) await takeDown();
  };
  try {
    const ward = await raiseWard(options);
    standing.push(() => ward.stop());
    const minio = options.store === 'minio' ? await raiseMinio(dataDir) : undefined;
    if (minio) standing.push(() => minio.stop());
    const service = await startService({
      dataDir,
      env: { ...settingsOf(options), ...(minio ? s3SettingsOf(minio) : {}) },
      onLine: options.onLine,
      ...(options.workers ? { workers: options.workers } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    standing.push(() => service.stop());
    return { ward, service, dataDir, strike };
  } catch (error) {
    await strike();
    throw error;
  }
}

/** Third octets of the first address: a demo beside another one moves to the next street. */
const streets = [0, 64, 128, 192];

async function raiseWard({ ward, onProgress }: StageOptions): Promise<WardProcess> {
  const tell = ({ clip, share }: ClipProgress) =>
    onProgress?.(`filming ${clip}: ${Math.round(share * 100)} %`);
  const addresses = ward.firstAddress ? [ward.firstAddress] : streets.map((street) => `127.20.${street}.1`);
  for (const firstAddress of addresses) {
    try {
      return await startWardProcess({ ...ward, firstAddress, onProgress: tell });
    } catch (error) {
      if (firstAddress === addresses.at(-1) || !messageOf(error).includes('EADDRINUSE')) throw error;
    }
  }
  throw new Error('a ward needs an address');
}

const settingsOf = ({ segmentSeconds, env = {} }: StageOptions): Record<string, string | undefined> => ({
  PATH: process.env.PATH,
  PORT: '0',
  MINHCHUNG_SEGMENT_SECONDS: String(segmentSeconds),
  // Discovery never leaves the machine.
  MINHCHUNG_DISCOVERY_INTERFACE: '127.0.0.1',
  // A few minutes of six cameras: no disk is too full for them.
  MINHCHUNG_DISK_RESERVE_GB: '0',
  ...env,
});

async function raiseMinio(dataDir: string): Promise<RunningMinio> {
  const supply = await provisionMinio({ log: silentLog });
  if (supply.kind === 'none') throw new Error(`no MinIO: ${supply.reason}. Remedy: ${supply.remedy}`);
  if (supply.kind === 'endpoint') return { ...supply, stop: async () => {} };
  return startMinio({ binary: supply.binary, dataDirectory: join(dataDir, 'minio') });
}

const s3SettingsOf = ({ endpoint, accessKey, secretKey }: RunningMinio) => ({
  S3_ENDPOINT: endpoint,
  S3_ACCESS_KEY: accessKey,
  S3_SECRET_KEY: secretKey,
});
