import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findMinio } from '../../scripts/minio/provision.ts';
import { selfSigned } from '../../src/adapters/certificate/self-signed.ts';
import { tryRedis } from '../../src/adapters/redis/connect.ts';
import type { Readiness } from '../../src/client/index.ts';
import { composeServices } from '../support/composed/compose-file.ts';
import { Composition, type Ports } from '../support/composed/composition.ts';
import { userNamespacesMissing } from '../support/composed/namespaced.ts';
import { ownMinioMissing } from '../support/minio-server.ts';
import { commandOf, descendants } from '../support/service-processes.ts';
import { describeUnless, programMissing } from '../support/unless.ts';

const missing =
  userNamespacesMissing ??
  programMissing('docker-compose') ??
  programMissing('redis-server') ??
  programMissing('redis-cli', 'redis-tools') ??
  programMissing('curl') ??
  programMissing('pg_isready', 'postgresql-client') ??
  ownMinioMissing;

const secrets = {
  POSTGRES_PASSWORD: 'p@ss/word#1',
  REDIS_PASSWORD: 'r$d "s" #%41',
  S3_SECRET_KEY: 's3@cret/key#1',
  S3_ROOT_SECRET_KEY: 'r00t@key/#1$',
};
const settings = {
  S3_ACCESS_KEY: 'ward',
  S3_ROOT_ACCESS_KEY: 'root',
  S3_REGION: 'vn-south-1',
  TLS_CERT: '/etc/minhchung/both.pem',
  TLS_KEY: '/etc/minhchung/both.pem',
};
const ours = ['api', 'recorder', 'worker', 'signer'];

let directory: string;
let ports: Ports;
let composition: Composition;

describeUnless(missing, 'when the services of docker-compose.yml are each process 1 of a container', () => {
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'composed-'));
    for (const folder of ['data', 'files']) await mkdir(join(directory, folder));
    await writeFile(join(directory, 'files/both.pem'), await selfSigned(['127.0.0.1'], Date.now()));
    await writeFile(join(directory, '.env'), envText({ ...secrets, ...settings }));
    const [api = 0, postgres = 0, redis = 0, store = 0] = await freePorts(4);
    ports = { api, postgres, redis, store };
    const supply = await findMinio({});
    const minio = supply.kind === 'binary' ? supply.binary : '';
    composition = new Composition(composeServices(join(directory, '.env')), directory, ports, { minio });
    await composition.up();
  });
  afterAll(async () => {
    await composition?.down();
    await rm(directory, { recursive: true, force: true });
  });

  it('is ready for a minute, with a worker of every role', async () => {
    await readyFor(60_000);
    for (const name of ours) expect(composition.process(name).pid.inside).toBe(1);
  });

  it('is healthy by the checks of the file', async () => {
    for (const name of ours) await composition.healthy(name);
  });

  it('shows no password in a command line, and opens Redis to none without it', async () => {
    const lines = descendants(process.pid).map(commandOf);
    expect(lines.filter((line) => line.includes('redis-server'))).not.toEqual([]);
    expect(lines.filter((line) => Object.values(secrets).some((secret) => line.includes(secret)))).toEqual(
      [],
    );
    const { fault } = await tryRedis(`redis://127.0.0.1:${ports.redis}`);
    expect(fault?.message).toMatch(/NOAUTH/);
  });

  it('gives the keys of the root user of the store to nothing that serves', () => {
    const root = secrets.S3_ROOT_SECRET_KEY;
    for (const name of ours) expect(Object.values(composition.environmentOf(name))).not.toContain(root);
  });

  it('makes the first admin by the command of the page', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../scripts/systemd/README.md'), 'utf8');
    const [, command = ''] = /^docker-compose exec api (.*) NAME admin "FULL NAME"$/m.exec(page) ?? [];
    const words = [...command.split(' '), 'quantri', 'admin', 'Quản trị'];
    const made = await composition.run(words, composition.environmentOf('api'));
    expect(made.output).toMatch(/^made quantri, admin\nlink\b.*\/setup#[\w-]{43}\nHand it /);
    expect(made.status).toBe(0);
  });

  it('says that a service is not healthy once it is gone, and ends each when the engine asks', async () => {
    const statuses = await Promise.all(ours.map((name) => composition.process(name).stop()));
    expect(statuses).toEqual(ours.map(() => 0));
    for (const name of ours) expect(await composition.check(name)).toMatchObject({ status: 1 });
  });
});

/** Only what needs quotes has them. */
const envText = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => (/[ $"]/.test(value) ? `${name}='${value}'\n` : `${name}=${value}\n`))
    .join('');

/** Asks until `/readyz` has answered 200 and missed no worker for that long, without a break. */
async function readyFor(durationMs: number): Promise<void> {
  let sinceMs: number | undefined;
  let last: unknown;
  const untilMs = performance.now() + 240_000;
  while (performance.now() < untilMs) {
    const answer = await readiness().catch((error: unknown) => error);
    if (!isReady(answer)) {
      last = answer;
      sinceMs = undefined;
    } else {
      sinceMs ??= performance.now();
      if (performance.now() - sinceMs >= durationMs) return;
    }
    await delay(500);
  }
  throw new Error(`not ready for ${durationMs} ms: ${inspect(last, { depth: null })}`);
}

interface Answer {
  readonly status: number | undefined;
  readonly body: Readiness;
}

function isReady(answer: unknown): boolean {
  if (answer instanceof Error) return false;
  const { status, body } = answer as Answer;
  return (
    status === 200 && [...body.missing, ...body.degraded].every(({ name }) => !name.startsWith('worker:'))
  );
}

const readiness = (): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const url = `https://127.0.0.1:${ports.api}/readyz`;
    const request = https.get(url, { rejectUnauthorized: false, agent: false }, (answer) => {
      json(answer).then((body) => resolve({ status: answer.statusCode, body: body as Readiness }), reject);
    });
    request.once('error', reject);
  });

/** Held together, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  for (const server of servers) if (!server.listening) await once(server, 'listening');
  const found = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) await once(server.close(), 'close');
  return found;
}
