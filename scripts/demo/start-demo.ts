import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { silentLog } from '../../src/core/index.ts';
import { provisionMinio } from '../minio/provision.ts';
import { type RunningMinio, startMinio } from '../minio/run.ts';
import { type Service, startService, type WorkerPlan } from '../service/supervisor.ts';
import type { WardProcess } from '../ward/index.ts';
import { openDemoFolder } from './demo-folder.ts';
import { askerOf, type DemoWardOptions, startDemoWard } from './demo-ward.ts';

export interface DemoOptions extends Pick<DemoWardOptions, 'ward'> {
  readonly store: 'disk' | 'minio';
  /** By default ffmpeg. */
  readonly recorder?: 'ffmpeg' | 'direct' | 'auto';
  readonly segmentSeconds: number;
  readonly workers?: readonly WorkerPlan[];
  /** Another folder for the spool: of another disk. */
  readonly spool?: string;
  /** More environment variables for the service. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine: (name: string, line: string) => void;
  readonly onProgress?: (text: string) => void;
  /** Aborts a start in progress. */
  readonly signal?: AbortSignal;
}

/** A simulated ward and the service beside it, with a data directory that is removed with them. */
export interface Demo {
  readonly ward: WardProcess;
  readonly service: Service;
  readonly dataDir: string;
  /** Stops everything within seconds, and removes the data. */
  stop(): Promise<void>;
}

/** The data are temporary: whatever drains for longer is killed. */
const drainWithinMs = 5_000;
const closeWithinMs = 1_000;

/** Starts ward, store and service, in this order; if one fails, stops those before it. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { dataDir, minioDir, remove } = await openDemoFolder();
  const started: (() => Promise<unknown>)[] = [remove];
  const stop = async () => {
    for (const undo of started.splice(0).reverse()) await undo();
  };
  try {
    if (options.spool) await linkSpool(dataDir, options.spool);
    const ward = await startDemoWard(options);
    started.push(() => ward.stop(closeWithinMs));
    const minio = options.store === 'minio' ? await startStore(minioDir, options.signal) : undefined;
    if (minio) started.push(() => minio.stop(closeWithinMs));
    const service = await startService({
      dataDir,
      env: { ...settingsOf(options, ward), ...(minio ? s3SettingsOf(minio) : {}) },
      onLine: options.onLine,
      ...(options.workers ? { workers: options.workers } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    started.push(() => service.stop(drainWithinMs));
    return { ward, service, dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function linkSpool(dataDir: string, spool: string): Promise<void> {
  await mkdir(dataDir, { mode: 0o700 });
  await symlink(spool, join(dataDir, 'spool'));
}

const settingsOf = (
  { segmentSeconds, recorder = 'ffmpeg', env = {} }: DemoOptions,
  ward: WardProcess,
): Record<string, string | undefined> => ({
  PATH: process.env.PATH,
  PORT: '0',
  MINHCHUNG_RECORDER: recorder,
  MINHCHUNG_SEGMENT_SECONDS: String(segmentSeconds),
  // The simulated cameras, and those that stand in files alone.
  MINHCHUNG_CAMERA_NETWORKS: '127.0.0.0/8,192.0.2.0/24',
  // Keeps discovery on this machine.
  MINHCHUNG_DISCOVERY_INTERFACE: askerOf(ward.cameras[0]?.address ?? '127.0.0.1'),
  // The demo stores only minutes of six cameras, which need no reserve.
  MINHCHUNG_DISK_RESERVE_GB: '0',
  // Footage of the demo is minutes old, and nobody waits a day to see it expire.
  MINHCHUNG_MINIMUM_RETENTION: '30s',
  MINHCHUNG_SHORTENING_DELAY: '5s',
  ...env,
});

async function startStore(dataDirectory: string, signal?: AbortSignal): Promise<RunningMinio> {
  const supply = await provisionMinio({ log: silentLog, signal });
  signal?.throwIfAborted();
  if (supply.kind === 'none') throw new Error(`no MinIO: ${supply.reason}. Remedy: ${supply.remedy}`);
  if (supply.kind === 'endpoint') return { ...supply, stop: async () => {} };
  return startMinio({ binary: supply.binary, dataDirectory, signal });
}

const s3SettingsOf = ({ endpoint, accessKey, secretKey }: RunningMinio) => ({
  S3_ENDPOINT: endpoint,
  S3_ACCESS_KEY: accessKey,
  S3_SECRET_KEY: secretKey,
});
