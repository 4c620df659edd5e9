import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChildSpec, startChild } from '../../../scripts/service/child.ts';
import { type PostgresOptions, preparePostgres } from '../../../scripts/service/postgres.ts';
import { postgresUser } from '../../../scripts/service/postgres-user.ts';
import { prepareRedis } from '../../../scripts/service/redis.ts';
import { openRunDirectory, removeRunDirectory } from '../../../scripts/service/run-directory.ts';
import { startTestService } from '../../support/service.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { describeUnless } from '../../support/unless.ts';

const root = join(import.meta.dirname, '../../..');
const compiled = (script: string): string => join(root, 'dist/scripts', script);

let folder: string;

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts/setup/compile-now.mjs')], { stdio: 'inherit' });
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-errors-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  /** What a person reads. */
  readonly lines: readonly string[];
}

interface Run {
  readonly script?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What comes before the program: another user. */
  readonly as?: readonly string[];
}

/** A line that a process of the service, or a server, wrote to its log, and what is after the last line. */
const isLogged = /^(?:\{|redis: |postgres: |initdb: |$)/;

/** Runs a script that cannot start, to its end. */
async function run({ script = 'start.js', args = [], env = {}, as = [] }: Run): Promise<Ended> {
  const [program = '', ...rest] = [...as, process.execPath, compiled(script), ...args];
  const { PATH } = process.env;
  const settings = { PATH, PORT: '0', MINHCHUNG_DATA_DIR: join(folder, 'data'), ...env };
  const child = spawn(program, rest, { env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, [status]] = await Promise.all([
    Promise.all([text(child.stdout), text(child.stderr)]),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  const lines = said
    .join('')
    .split('\n')
    .filter((line) => !isLogged.test(line));
  return { status, lines };
}

describe('when the port is taken', () => {
  let server: Server;
  let port: number;

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });

  afterEach(() => void server.close());

  it('names the port and the setting, in one line', async () => {
    const { status, lines } = await run({ env: { PORT: String(port) } });
    expect(lines).toEqual([
      `Port ${port} of 127.0.0.1 is taken: set PORT to a free one, or stop the program that has it (ss -ltnp names it)`,
    ]);
    expect(status).toBe(1);
  });
});

describe('when HOST is no address of this machine', () => {
  // 192.0.2.0/24 is for documentation (RFC 5737).
  it.each(['192.0.2.1', 'nowhere.invalid'])('says so of %s', async (host) => {
    const { status, lines } = await run({ env: { HOST: host } });
    expect(lines).toEqual([
      `HOST is ${host}, which is not an address of this machine: set it to one of them, or to 0.0.0.0 for all`,
    ]);
    expect(status).toBe(1);
  });
});

describe('when a certificate is not there', () => {
  it('names the setting and the path', async () => {
    const [TLS_CERT, TLS_KEY] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const { lines } = await run({ env: { TLS_CERT, TLS_KEY } });
    expect(lines).toEqual([
      `TLS_CERT names ${TLS_CERT}, which cannot be read: correct the path, or let this user read the file`,
    ]);
  });
});

describe('when the data directory cannot be made', () => {
  it('says that a file is in its way', async () => {
    await writeFile(join(folder, 'data'), '');
    const { status, lines } = await run({});
    expect(lines).toEqual([
      `The data directory ${folder}/data cannot be made (file already exists): set MINHCHUNG_DATA_DIR to another folder`,
    ]);
    expect(status).toBe(1);
  });

  it('says that its parent is a file', async () => {
    await writeFile(join(folder, 'file'), '');
    const { lines } = await run({ env: { MINHCHUNG_DATA_DIR: join(folder, 'file', 'data') } });
    expect(lines).toEqual([
      `The data directory ${folder}/file/data cannot be made (not a directory): set MINHCHUNG_DATA_DIR to another folder`,
    ]);
  });
});

/** Nothing listens there: it is the port of tcpmux (RFC 1078). */
const absent = '127.0.0.1:1';

/** A port that nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** A server of somebody else, on a port. */
interface Theirs {
  readonly port: number;
  readonly socketDirectory: string;
  stop(): Promise<void>;
}

async function startTheirs(
  prepare: (options: PostgresOptions) => Promise<ChildSpec<true>>,
  argumentsOn: (port: number, runDir: string) => readonly string[],
): Promise<Theirs> {
  const user = postgresUser();
  const dataDir = join(folder, 'theirs');
  await mkdir(dataDir, { mode: 0o700 });
  const [port, runDir] = [await freePort(), await openRunDirectory(dataDir, user)];
  const spec = await prepare({ dataDir, runDir, path: process.env.PATH ?? '', user, onLine: () => {} });
  const child = startChild({ ...spec, command: [...spec.command, ...argumentsOn(port, runDir)] });
  await child.ready;
  const stop = async () => {
    await child.stop();
    await removeRunDirectory(dataDir);
  };
  return { port, socketDirectory: runDir, stop };
}

describe('when DATABASE_URL names a server that cannot be used', () => {
  it.each([
    [absent, `${absent}, where nothing listens: start PostgreSQL there, or correct the address`],
    [
      'nowhere.invalid',
      'nowhere.invalid:5432, a host that this machine cannot find: correct it, or the DNS of this machine',
    ],
  ])('says so of %s, without the password', async (server, text) => {
    const { status, lines } = await run({ env: { DATABASE_URL: `postgres://ward:hunter2@${server}/ward` } });
    expect(lines).toEqual([`DATABASE_URL names ${text}`]);
    expect(status).toBe(1);
  });

  it('says that the password is wrong, or that there is no such database', async () => {
    const theirs = await startTheirs(preparePostgres, (port, runDir) => {
      const rules = join(runDir, 'hba.conf');
      writeFileSync(rules, 'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n');
      const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `hba_file=${rules}`];
      return settings.flatMap((setting) => ['-c', setting]);
    });
    const { port, socketDirectory } = theirs;
    const url = `postgres://minhchung:hunter2@127.0.0.1:${port}/postgres`;
    const socket = `postgres:///moon?user=minhchung&port=${port}&host=${encodeURIComponent(socketDirectory)}`;
    const wrong = await run({ env: { DATABASE_URL: url } });
    const nameless = await run({ env: { DATABASE_URL: socket } });
    await theirs.stop();
    expect(wrong.lines).toEqual([
      `DATABASE_URL names 127.0.0.1:${port}, where PostgreSQL refuses the user or the password: correct them`,
    ]);
    expect(nameless.lines).toEqual([
      `DATABASE_URL names ${socketDirectory}, where there is no database of that name: create it, or correct the name`,
    ]);
  });

  it('says so where a command needs it', async () => {
    const env = { DATABASE_URL: `postgres://ward:hunter2@${absent}/ward` };
    const { status, lines } = await run({ script: 'minhchung.js', args: ['user', 'list'], env });
    const text = 'where nothing listens: start PostgreSQL there, or correct the address';
    expect(lines).toEqual([`DATABASE_URL names ${absent}, ${text}`]);
    expect(status).toBe(1);
  });
});

describe('when REDIS_URL names a server that cannot be used', () => {
  /** The warning; the start ends for want of a database. */
  async function warningOf(REDIS_URL: string): Promise<string | undefined> {
    const { lines } = await run({ env: { REDIS_URL, DATABASE_URL: `postgres://${absent}/ward` } });
    expect(lines).toHaveLength(2);
    return lines[0];
  }

  it.each([
    [absent, `${absent}, where nothing listens: start Redis there, or correct the address`],
    [
      'nowhere.invalid',
      'nowhere.invalid:6379, a host that this machine cannot find: correct it, or the DNS of this machine',
    ],
  ])('warns of %s, without the password', async (server, text) => {
    const warning = await warningOf(`redis://:hunter2@${server}`);
    expect(warning).toBe(`supervisor: REDIS_URL names ${text}; the service starts without it`);
  });

  it('warns of a wrong password, and of none', async () => {
    const theirs = await startTheirs(prepareRedis, (port) => {
      return ['--bind', '127.0.0.1', '--port', String(port), '--requirepass', 'another'];
    });
    const server = `127.0.0.1:${theirs.port}`;
    const warnings = [await warningOf(`redis://:hunter2@${server}`), await warningOf(`redis://${server}`)];
    await theirs.stop();
    const text = `REDIS_URL names ${server}, where Redis refuses the user or the password: correct them`;
    const warning = `supervisor: ${text}; the service starts without it`;
    expect(warnings).toEqual([warning, warning]);
  });

  it('starts nevertheless, since footage is recorded without Redis (I10)', async () => {
    const service = await startTestService({ env: { REDIS_URL: `redis://${absent}` } });
    const answer = await fetch(`${service.url}/readyz`);
    await service.close();
    expect(answer.status).toBe(503);
    expect(service.lines).toContain(
      `supervisor: REDIS_URL names ${absent}, where nothing listens: start Redis there, or correct the address; ` +
        'the service starts without it',
    );
  });
});

const notRoot = process.getuid?.() === 0 ? undefined : 'only root may start a program as another user';

/** A user without files, who may read the sources wherever they are, and write nothing. */
const reads = '-all,+dac_read_search';
const asNobody = [
  ...['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'],
  ...['--inh-caps', reads, '--ambient-caps', reads, '--bounding-set', reads, '--'],
];

describeUnless(notRoot, 'when the data directory belongs to another user', () => {
  beforeEach(async () => {
    await chmod(folder, 0o755);
    await mkdir(join(folder, 'data'), { mode: 0o700 });
  });

  it('names both users, and does not take it for a service that runs', async () => {
    const { status, lines } = await run({ as: asNobody });
    expect(lines).toEqual([
      `The data directory ${folder}/data belongs to the user root, and nobody cannot write it: ` +
        'start the service as root, or set MINHCHUNG_DATA_DIR to another folder',
    ]);
    expect(status).toBe(1);
  });

  it('says that it cannot be made where this user may not', async () => {
    const { lines } = await run({ as: asNobody, env: { MINHCHUNG_DATA_DIR: join(folder, 'new') } });
    expect(lines).toEqual([
      `The data directory ${folder}/new cannot be made (permission denied): set MINHCHUNG_DATA_DIR to another folder`,
    ]);
  });

  it('names the user whose database it is', async () => {
    await mkdir(join(folder, 'data', 'postgres'));
    const { lines } = await run({});
    expect(lines).toEqual([
      expect.stringMatching(
        /^\S+\/data\/postgres belongs to the user root, and PostgreSQL would run as (\w+): .*"chown -R \1 \S+"$/,
      ),
    ]);
  });
});

const small = mountSmallDisk(24 * 1024);
afterAll(() => small.remove());

describeUnless(small.missing, 'when the disk is full', () => {
  it('warns of the reserve, and ends with what to do', async () => {
    const MINHCHUNG_DATA_DIR = join(small.path, 'data');
    const { status, lines } = await run({ env: { MINHCHUNG_DATA_DIR } });
    expect(lines).toEqual([
      `supervisor: Only 0.0 GB of the disk of ${MINHCHUNG_DATA_DIR} are free, and nothing is recorded below ` +
        '1.0 GB: make room, or set MINHCHUNG_DATA_DIR or MINHCHUNG_DISK_RESERVE_GB',
      `The disk of ${MINHCHUNG_DATA_DIR} is full: make room on it, or choose a folder on another disk`,
    ]);
    expect(status).toBe(1);
  });

  it('ends the demo with what to do', async () => {
    const { status, lines } = await run({ script: 'demo.js', env: { TMPDIR: small.path } });
    expect(lines).toEqual([
      expect.stringMatching(/^The disk of \S+ is full: make room on it, or choose a folder on another disk$/),
    ]);
    expect(status).toBe(1);
  });
});

describe('when an option is misspelt', () => {
  it.each([
    ['demo.js', "Unknown option '--chek'. It is npm run demo -- [--check] [--store disk|minio]"],
    ['start.js', "Unknown option '--chek'. It is npm start, without options"],
    ['minhchung.js', "error: unknown option '--chek'"],
    ['bench-ingest.js', "Unknown option '--chek'. It is npm run bench:ingest -- [--cameras NUMBER]"],
    ['bench-expiry.js', "Unknown option '--chek'. It is npm run bench:expiry -- [--objects NUMBER]"],
    ['bench-evidence.js', "Unknown option '--chek'. It is npm run bench:evidence -- [--cameras NUMBER]"],
    ['bench-export.js', "Unknown option '--chek'. It is npm run bench:export -- [--megabytes NUMBER]"],
  ])('%s says so, and which there are', async (script, text) => {
    const { status, lines } = await run({ script, args: ['--chek'] });
    expect(lines).toEqual([expect.stringContaining(text)]);
    expect(status).toBe(script === 'minhchung.js' ? 1 : 2);
  });
});
