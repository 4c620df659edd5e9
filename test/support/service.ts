import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Service, type ServiceOptions, startService } from '../../scripts/service/supervisor.ts';

export interface TestService extends Service {
  readonly dataDir: string;
  /** Everything the processes wrote so far, `name: line`. */
  readonly lines: readonly string[];
  /** Stops the service and removes its data directory. */
  close(): Promise<void>;
}

export const newDataDir = (): Promise<string> => mkdtemp(join(tmpdir(), 'minh-chung-test-'));

/**
 * The real service on its embedded default, on a port of the system's choice and in a data directory of its own.
 * Needs the compiled programs (`npm test` and `npm run build` make them), unless `programs` are given.
 */
export async function startTestService(
  options: Partial<Omit<ServiceOptions, 'onLine'>> = {},
): Promise<TestService> {
  const dataDir = options.dataDir ?? (await newDataDir());
  const lines: string[] = [];
  const service = await startService({
    ...options,
    dataDir,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      MINHCHUNG_CAMERA_NETWORKS: '127.0.0.0/8,192.0.2.0/24',
      ...options.env,
    },
    onLine: (name, line) => lines.push(`${name}: ${line}`),
  });
  const close = async () => {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  // The getter for `processes` must stay one.
  return Object.assign(Object.create(service) as Service, { dataDir, lines, close });
}
