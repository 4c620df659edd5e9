import { join } from 'node:path';
import type { Demo } from '../../scripts/demo/start-demo.ts';
import { holdLock } from '../../scripts/held-lock.ts';

/** Stops an embedded server of the service; `comeBack` lets the service start it again. */
export interface StoppedServer {
  comeBack(): Promise<void>;
}

/**
 * The service starts a server that ended again at once; but the server waits for the lock of its directory, which we
 * hold from the end of the old one on.
 */
export async function stopServer(
  { service, dataDir }: Demo,
  name: 'postgres' | 'redis',
): Promise<StoppedServer> {
  const lock = holdLock(join(dataDir, name), { waits: true });
  await service.kill(name, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  const held = await lock;
  return { comeBack: () => held.release() };
}
