import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { type Config, loadConfig } from '../config/load.ts';
import { messageOf } from '../src/core/index.ts';

/**
 * For the health check of a container: ends with 0 when its process works, else prints why not. `api` asks whether it
 * answers, names of roles whether a worker of this host that has them told of itself lately. It stands apart from the
 * command `minhchung`, because it runs every minute and that loads three times as much.
 */
async function main(subject: string): Promise<void> {
  const config = loadConfig();
  const fault =
    subject === 'api' ? await faultOfApi(config) : await faultOfWorker(config, subject.split(','));
  if (fault !== undefined) throw new Error(fault);
}

/** Any answer to our own call shows that it answers; behind a proxy that is a refusal. */
async function faultOfApi({ port, tls }: Config): Promise<string | undefined> {
  const isSecured = tls !== undefined && tls.kind !== 'proxy';
  const options = { host: '127.0.0.1', port, path: '/healthz', timeout: 5_000, agent: false };
  const status = await new Promise<number | undefined>((resolve, reject) => {
    // The certificate names the outside of the container, and nothing secret is sent.
    const request = isSecured ? https.get({ ...options, rejectUnauthorized: false }) : http.get(options);
    request.once('response', (answer) => resolve(answer.resume().statusCode));
    request.once('timeout', () => request.destroy(new Error('the api does not answer')));
    request.once('error', reject);
  });
  return status === 200 || status === 403 ? undefined : `the api answers ${status}`;
}

async function faultOfWorker(config: Config, roles: readonly string[]): Promise<string | undefined> {
  const { openDatabase, openPool } = await import('../src/adapters/postgres/database.ts');
  const { PostgresHeartbeatRepository } = await import(
    '../src/adapters/postgres/operations/heartbeat-repository.ts'
  );
  const { readNodeId } = await import('../src/adapters/disk/node-id.ts');
  const { readWardId } = await import('../src/adapters/disk/ward-id.ts');
  const nodeId = await readNodeId(join(config.dataDir, 'spool', 'node-id'), Date.now());
  const ward = await readWardId(join(config.dataDir, 'spool', 'ward-id'));
  const db = openDatabase(openPool(config.databaseUrl ?? '', () => {}, ward === undefined ? {} : { ward }));
  try {
    const alive = await new PostgresHeartbeatRepository(db).alive();
    const ours = alive.filter(({ worker }) => worker.startsWith(`${nodeId}/`));
    const isThere = ours.some((worker) => roles.every((role) => worker.roles.includes(role)));
    return isThere ? undefined : `no worker of this host with the roles ${roles.join()} is alive`;
  } finally {
    await db.destroy();
  }
}

main(process.argv[2] ?? 'api').catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
