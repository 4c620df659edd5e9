import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWardId } from '../../../src/adapters/disk/ward-id.ts';
import { composeKeys } from '../../../src/compose/keys.ts';
import { openWard } from '../../../src/compose/ward.ts';
import { newId, systemClock, type WardId } from '../../../src/core/index.ts';
import type { Ward } from '../../../src/ward/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { runCommand } from '../operations/command-run.ts';

let postgres: TestPostgres;
let database: TestDatabase;
let ward: Ward;
const folders: string[] = [];

const aFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'ward-'));
  folders.push(folder);
  return folder;
};

/** As a process of that site joins the ward, from a data directory that is new unless it is given. */
const joined = async (site: string, more: { dataDir?: string; ward?: string } = {}): Promise<Ward> => {
  const dataDir = more.dataDir ?? (await aFolder());
  return openWard(database.url, { dataDir, site, ward: more.ward }, systemClock);
};

beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  ward = await joined('khu-pho-1', { ward: 'Cẩm Thịnh' });
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
  for (const folder of folders) await rm(folder, { recursive: true });
});

/** A process of the service, as it is compiled, until it ends. */
async function startedProcess(script: string, env: Readonly<Record<string, string>>) {
  const program = join(import.meta.dirname, '../../../dist', script);
  const settings = { DATABASE_URL: database.url, REDIS_URL: 'redis://127.0.0.1:1', PORT: '0' };
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, MINHCHUNG_DATA_DIR: await aFolder(), ...settings, ...env },
  });
  const [err, [status]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>]);
  return { status, reason: err.split('\n').find((line) => line.startsWith('cannot start: ')) };
}

describe('when a process of another ward is started on this catalogue', () => {
  it.each(['src/main.js', 'workers/main.js'])('is refused, and told why (%s)', async (script) => {
    expect(await startedProcess(script, { MINHCHUNG_SITE: 'hoa-sim' })).toEqual({
      status: 1,
      reason:
        'cannot start: MINHCHUNG_SITE is hoa-sim, and the ward Cẩm Thịnh has the sites khu-pho-1: correct it, or ' +
        'DATABASE_URL; if it is a new site of that ward, run minhchung site add hoa-sim first',
    });
    expect((await database.pool.query('select id from site')).rows).toEqual([{ id: 'khu-pho-1' }]);
  });

  it('is refused by the name of its ward, though the sites are called the same', async () => {
    const { reason } = await startedProcess('src/main.js', {
      MINHCHUNG_SITE: 'khu-pho-1',
      MINHCHUNG_WARD: 'Hoa Sim',
    });
    expect(reason).toBe(
      `cannot start: MINHCHUNG_WARD is Hoa Sim, and the catalogue is Cẩm Thịnh (${ward.id}): correct it, or DATABASE_URL`,
    );
  });

  it('is refused by the data directory, which remembers its ward', async () => {
    const [dataDir, other] = [await aFolder(), await postgres.database()];
    const { id } = await openWard(other.url, { dataDir, site: 'khu-pho-1', ward: undefined }, systemClock);
    await other.close();
    await expect(joined('khu-pho-1', { dataDir })).rejects.toMatchObject({
      code: 'ward-not-ours',
      message: `the catalogue is another ward: ${ward.id} is there, and ${id} is meant`,
    });
    expect(await readWardId(join(dataDir, 'spool/ward-id'))).toBe(id);
  });

  it('changes nothing in a catalogue of an earlier version either', async () => {
    const [dataDir, older] = [await aFolder(), await postgres.database()];
    await joined('khu-pho-1', { dataDir });
    await older.pool.query("drop table ward; delete from migration where name like '%-ward'");
    const config = { dataDir, site: 'khu-pho-1', ward: undefined };
    await expect(openWard(older.url, config, systemClock)).rejects.toMatchObject({ code: 'ward-not-ours' });
    expect((await older.pool.query("select to_regclass('ward') as there")).rows).toEqual([{ there: null }]);
    await older.close();
  });
});

describe('when an operator adds a site on the host', () => {
  /** Of a host of the service: it has the keys of the ward. */
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await aFolder();
    await composeKeys(dataDir, database.db, systemClock)('statement');
  });
  const run = (args: readonly string[], env = {}) =>
    runCommand(args, { env: { DATABASE_URL: database.url, MINHCHUNG_DATA_DIR: dataDir, ...env } });

  it('lets its processes in, lists it, and leaves an event', async () => {
    await expect(joined('khu-pho-7')).rejects.toMatchObject({ code: 'site-unknown' });
    expect(await run(['site', 'add', 'khu-pho-7'])).toEqual({ status: 0, out: 'added khu-pho-7\n', err: '' });
    expect((await run(['site', 'list'])).out).toBe('khu-pho-1\nkhu-pho-7\n');
    expect(await joined('khu-pho-7')).toMatchObject({ id: ward.id, sites: ['khu-pho-1', 'khu-pho-7'] });
    expect(await custodyOf(database.pool, 'site-added')).toMatchObject([{ detail: { site: 'khu-pho-7' } }]);
    expect((await run(['site', 'add', 'khu-pho-7'])).err).toBe('The ward has that site already.\n');
  });

  it('is refused on a host without the keys of the ward, which would leave no record', async () => {
    const { status, err } = await run(['ward', 'rename', 'Hoa Sim'], { MINHCHUNG_DATA_DIR: await aFolder() });
    expect([status, err]).toEqual([1, expect.stringContaining('statement')]);
    expect(JSON.parse((await run(['ward'])).out)).toMatchObject({ name: 'Cẩm Thịnh' });
  });

  it('renames the ward, whose id stays', async () => {
    expect((await run(['ward', 'rename', 'Hoa Sim'])).out).toBe('the ward is called Hoa Sim\n');
    expect(JSON.parse((await run(['ward'])).out)).toMatchObject({ id: ward.id, name: 'Hoa Sim' });
    await run(['ward', 'rename', 'Cẩm Thịnh']);
  });

  it('refuses every command on the catalogue of another ward', async () => {
    const { status, err } = await run(['user', 'list'], { MINHCHUNG_WARD: 'Hoa Sim' });
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(/^MINHCHUNG_WARD is Hoa Sim, and the catalogue is /),
    ]);
  });
});

describe('when somebody would put a second ward into the database', () => {
  it('is refused by the table itself', async () => {
    const second = (id: WardId) =>
      database.pool.query("insert into ward (id, name, begun_at_ms) values ($1, 'Hoa Sim', 0)", [id]);
    await expect(second(newId('ward', 0))).rejects.toMatchObject({ code: '23505', constraint: 'ward_pkey' });
    const forced = "insert into ward (only_one, id, name, begun_at_ms) values (false, $1, 'Hoa Sim', 0)";
    await expect(database.pool.query(forced, [newId('ward', 0)])).rejects.toMatchObject({ code: '23514' });
  });
});
