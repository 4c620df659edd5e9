import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import { silentLog } from '../../../src/core/index.ts';
import { expireSegments, planExpiry } from '../../../src/retention/index.ts';
import { dumpOf, restoreInto } from '../../support/dumps.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import {
  dayMs,
  film,
  firstMs,
  minuteMs,
  policy,
  type StockedWard,
  siteStore,
  stockWard,
} from '../retention/stocked-ward.ts';

const program = join(import.meta.dirname, '../../../dist/scripts/minhchung.js');

let postgres: TestPostgres;
let ward: StockedWard;
let target: TestDatabase;
let directory: string;
let file: string;

beforeAll(async () => {
  postgres = await startPostgres();
  ward = await stockWard(postgres, 2);
  target = await postgres.database();
  directory = await mkdtemp(join(tmpdir(), 'dump-'));
  file = join(directory, 'catalogue.dump');
  await fill();
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await target.close();
  await ward.close();
  await postgres.stop();
});

/** Footage of two days, some of it expired; names that are hard to write down. */
async function fill(): Promise<void> {
  const { database, clock, store, cameras } = ward;
  for (const camera of cameras) {
    await film(ward, camera, { fromMs: firstMs, count: 3 });
    await film(ward, camera, { fromMs: firstMs + dayMs, count: 3 });
  }
  await database.pool.query('update camera set name = $1 || id', ['Ngõ 12 “A”\u2028\\ {#} \n']);
  await database.pool.query(
    `insert into ward (id, name, begun_at_ms) values ('ward_00000000000000000000000000', 'Phường 7', 0)`,
  );
  clock.atMs = firstMs + dayMs + 2 * minuteMs;
  const book = new PostgresDeletionRepository(database.db, aScribe(clock));
  const holds = new PostgresHoldRepository(database.db, aScribe(clock));
  await planExpiry({ book, holds, clock }, siteStore, policy);
  await expireSegments({ book, store, clock, log: silentLog }, siteStore, { mayBegin: true });
}

function run(database: TestDatabase, ...args: readonly string[]) {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    MINHCHUNG_DATA_DIR: join(directory, 'data'),
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'catalogue', ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, says: stdout + stderr };
}

/** The rows of a database, by a dump of it. */
const rowsOf = async (database: TestDatabase) => (await dumpOf(database)).split('\n').slice(1, -2);

const guardsOf = async ({ pool }: TestDatabase) =>
  (
    await pool.query<{
      guard: string;
    }>(`select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as guard
      from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f' and conparentid = 0
      union all select tgrelid::regclass::text || ' ' || tgname || ' ' || tgenabled::text from pg_trigger
      where not tgisinternal order by 1`)
  ).rows;

describe('when a dump of the catalogue is restored', () => {
  it('changes nothing where the dump is cut, changed, of another version, or none', async () => {
    const dump = await dumpOf(ward.database);
    const spoilt = {
      'dump-damaged': [
        dump.slice(0, -40),
        dump.replace('Ngõ', 'Ngo'),
        dump.slice(0, dump.lastIndexOf('#')),
        '',
      ],
      'dump-of-other-version': [dump.replace('"0001-', '"0000-')],
      'dump-unknown': ['#{"format":"another"}\n#\n'],
    };
    for (const [code, dumps] of Object.entries(spoilt))
      for (const each of dumps) {
        await expect(restoreInto(target, each)).rejects.toMatchObject({ code });
        expect((await target.pool.query('select from segment')).rowCount, code).toBe(0);
      }
  });

  it('brings back every row, guard and counter', async () => {
    const guards = await guardsOf(target);
    await restoreInto(target, await dumpOf(ward.database));
    expect(await rowsOf(target)).toEqual(await rowsOf(ward.database));
    expect(await guardsOf(target)).toEqual(guards);
    const [camera] = ward.cameras;
    if (!camera) throw new Error('no camera');
    await film({ ...ward, database: target }, camera, { fromMs: firstMs + 2 * dayMs, count: 1 });
  });
});

describe('when the command dumps and restores', () => {
  it('writes a file for its owner alone, and takes the place of a catalogue only when it is told to', async () => {
    expect(run(ward.database, 'dump', file)).toMatchObject({ status: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const refused = run(target, 'restore', file);
    expect(refused).toMatchObject({
      status: 1,
      says: expect.stringContaining('--replace takes its place') as string,
    });
    const restored = run(target, 'restore', '--replace', file);
    expect(restored).toMatchObject({
      status: 0,
      says: expect.stringContaining('minhchung log continue') as string,
    });
    expect(await rowsOf(target)).toEqual(await rowsOf(ward.database));
  });

  it('refuses while the service runs, and a file that is cut', async () => {
    await target.pool.query(
      `insert into worker_heartbeat (worker, told) values ('worker-1', '{"worker":"worker-1"}')`,
    );
    const running = run(target, 'restore', '--replace', file);
    expect(running).toMatchObject({
      status: 1,
      says: expect.stringContaining('the service runs (worker-1)') as string,
    });
    await target.pool.query('delete from worker_heartbeat');
    await writeFile(file, (await readFile(file)).subarray(0, -40));
    const cut = run(target, 'restore', '--replace', file);
    expect(cut).toMatchObject({ status: 1, says: expect.stringContaining('damaged or cut') as string });
    expect(await rowsOf(target)).toEqual(await rowsOf(ward.database));
  });
});
