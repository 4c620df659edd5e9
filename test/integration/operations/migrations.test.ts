import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPool } from '../../../src/adapters/postgres/database.ts';
import { isMigrated, migrate } from '../../../src/adapters/postgres/migrate.ts';
import { migrations } from '../../../src/adapters/postgres/migrations/index.ts';
import { openWard } from '../../../src/compose/ward.ts';
import { systemClock } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** A ward as the first release kept it: one of everything that later migrations touch. */
const firstWard = `
  insert into site values ('ward', 'Ward');
  insert into neighbourhood values ('nbh_1', 'ward', 'Khu phố 1');
  insert into camera (id, site_id, neighbourhood_id, name, enrolled_at_ms) values ('cam_1', 'ward', 'nbh_1', 'Cổng chợ', 1000);
  insert into credential values ('cam_1', '\\x00');
  insert into stream values ('str_1', 'cam_1', 'main', null, 'rtsp://192.0.2.1/1', true, 1000, 2000);
  insert into lease (stream_id) values ('str_1');
  insert into gap values ('str_1', 1000, 2000, 'offline');
  create table segment_p0 partition of segment for values from (0) to (86400000);
  insert into segment (stream_id, start_ms, end_ms, run_id, seq, epoch, camera_id, store, object_key, size_bytes,
      sha256, media_from_ms, media_to_ms, packets_lost, codec, width, height, init_bytes, keyframes, has_still,
      ingested_at_ms)
    values ('str_1', 2000, 3000, 'run_1', 0, 1, 'cam_1', 'disk', 'segments/1', 5, repeat('0', 64), 0, 1000, 0, 'avc1',
      1, 1, 1, '\\x00', false, 3000);
  insert into app_user (id, name, full_name, role, password_hash, created_at_ms)
    values ('usr_1', 'an', 'An', 'officer', 'x', 0);
`;

/** A database with the migrations before `next` alone. */
async function databaseBefore(
  next: string,
): Promise<{ pool: Pool; url: string; close: () => Promise<void> }> {
  const database = await postgres.database();
  const name = `before_${next.slice(0, 4)}_${Date.now()}`;
  await database.pool.query(`create database ${name} template template0`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  const pool = openPool(url.href, () => {});
  await pool.query(
    'create table migration (name text primary key, applied_at timestamptz not null default now())',
  );
  for (const { name: earlier, sql } of migrations.filter((migration) => migration.name < next)) {
    await pool.query(sql);
    await pool.query('insert into migration (name) values ($1)', [earlier]);
  }
  const close = async () => {
    await pool.end();
    await database.pool.query(`drop database ${name}`);
    await database.close();
  };
  return { pool, url: url.href, close };
}

describe('when the first release is upgraded', () => {
  it('applies every later migration to its data, once, and loses nothing', async () => {
    const [, ...later] = migrations;
    const { pool, url, close } = await databaseBefore('0002');
    await pool.query(firstWard);
    expect(await isMigrated(pool)).toBe(false);

    expect(await migrate(url)).toEqual(later.map((migration) => migration.name));
    expect(await migrate(url)).toEqual([]);
    expect(await isMigrated(pool)).toBe(true);
    for (const table of ['camera', 'credential', 'stream', 'segment', 'app_user']) {
      const { rows } = await pool.query<{ count: number }>(`select count(*) as count from ${table}`);
      expect({ table, count: rows[0]?.count }).toEqual({ table, count: 1 });
    }
    await close();
  });

  it('tells a camera that was switched off from one that its owner paused', async () => {
    const { pool, url, close } = await databaseBefore('0010');
    await pool.query(firstWard);
    await pool.query(`
      insert into contributor (id, camera_id, sealed, created_at_ms)
        values ('con_1', 'cam_1', '\\x00', 0);
      insert into camera_pause (id, camera_id, contributor_id, kind, reason, from_ms, ended_at_ms)
        values ('pau_1', 'cam_1', 'con_1', 'paused', 'Đám cưới', 4000, 5000);
      insert into gap values ('str_1', 3000, 3500, 'paused'), ('str_1', 4000, null, 'paused');
    `);
    await migrate(url);
    const { rows } = await pool.query('select start_ms, end_ms, reason from gap order by start_ms');
    expect(rows).toEqual([
      { start_ms: 1000, end_ms: 2000, reason: 'offline' },
      { start_ms: 3000, end_ms: 3500, reason: 'switched-off' },
      { start_ms: 4000, end_ms: 5000, reason: 'paused' },
      { start_ms: 5000, end_ms: null, reason: 'switched-off' },
    ]);
    await close();
  });

  it.each([
    ['a custodian', 'custodian', { how: 'upgrade' }],
    ['officers alone', 'officer', { how: null }],
  ])('takes a ward with %s as founded or not', async (_, role, state) => {
    const { pool, url, close } = await databaseBefore('0023');
    await pool.query(
      `insert into app_user (id, name, full_name, role, password_hash, created_at_ms)
        values ('usr_2', 'binh', 'Bình', $1, 'x', 0)`,
      [role],
    );
    await migrate(url);
    expect((await pool.query('select how from founding')).rows).toEqual([state]);
    await close();
  });

  it('forms one ward of all sites and people, whose cameras stay where they are', async () => {
    const { pool, url, close } = await databaseBefore('0002');
    await pool.query(firstWard);
    await pool.query(`
      insert into site values ('khu-pho-7', 'Khu phố 7');
      insert into neighbourhood values ('nbh_2', 'khu-pho-7', 'Khu phố 7');
      insert into camera (id, site_id, neighbourhood_id, name, enrolled_at_ms)
        values ('cam_2', 'khu-pho-7', 'nbh_2', 'Ngõ 5', 1000);
    `);
    const dataDir = await mkdtemp(join(tmpdir(), 'upgrade-'));
    const joined = (site: string) => openWard(url, { dataDir, site, ward: undefined }, systemClock);
    await expect(joined('hoa-sim')).rejects.toMatchObject({ code: 'site-unknown' });
    const [one, other] = [await joined('ward'), await joined('khu-pho-7')];
    expect(one.sites).toEqual(['khu-pho-7', 'ward']);
    expect(other).toEqual(one);
    const { rows } = await pool.query(`
      select (select array_agg(id || ' at ' || site_id order by id) from camera) as cameras,
        (select count(*)::int from app_user) as people, (select count(*)::int from ward) as wards`);
    expect(rows).toEqual([{ cameras: ['cam_1 at ward', 'cam_2 at khu-pho-7'], people: 1, wards: 1 }]);
    await rm(dataDir, { recursive: true });
    await close();
  });

  const policyOf = (days: number, more: object = {}) =>
    JSON.stringify({
      ...{ days, minimumDays: 1, neighbourhoods: [], cameras: [], requireClockSync: false },
      ...more,
    });
  const secondSite = `
    insert into site values ('khu-pho-7', 'Khu phố 7');
    insert into neighbourhood values ('nbh_2', 'khu-pho-7', 'Khu phố 7');
    insert into camera (id, site_id, neighbourhood_id, name, enrolled_at_ms)
      values ('cam_2', 'khu-pho-7', 'nbh_2', 'Ngõ 5', 1000);
  `;
  /** Site, version, days after 1970, policy. */
  type OldPolicy = readonly [string, number, number, string | null];
  const policiesOf = async (extra: string, old: readonly OldPolicy[]): Promise<object[]> => {
    const { pool, url, close } = await databaseBefore('0028');
    await pool.query(firstWard);
    await pool.query(extra);
    for (const [site, version, day, document] of old)
      await pool.query(
        `insert into retention_policy (site_id, version, set_at_ms, set_by, document, cause)
          values ($1, $2, $3, 'usr_1', $4, $5)`,
        [site, version, Math.round(day * 86_400_000), document, document === null ? 'stopped' : 'set'],
      );
    await migrate(url);
    const { rows } = await pool.query<object>(
      'select version, cause, set_by as by, document from retention_policy order by version',
    );
    await close();
    return rows;
  };

  it('keeps the policies of the one site there is, as those of the ward', async () => {
    const [first, last] = [policyOf(30), policyOf(9, { quotaBytes: 5 })];
    const empty = `insert into site values ('trong', 'Trống')`;
    const kept = await policiesOf(empty, [
      ['ward', 1, 10, first],
      ['ward', 2, 20, last],
    ]);
    expect(kept).toEqual([
      { version: 1, cause: 'set', by: 'usr_1', document: JSON.parse(first) as object },
      { version: 2, cause: 'set', by: 'usr_1', document: JSON.parse(last) as object },
    ]);
  });

  it('joins the policies of several sites into one that keeps all footage as long as each did', async () => {
    const own = { neighbourhoods: [{ neighbourhoodId: 'nbh_1', days: 8 }], quotaBytes: 5 };
    const other = { cameras: [{ cameraId: 'cam_2', days: 9 }], minimumDays: 3, requireClockSync: true };
    const yesterday = Date.now() / 86_400_000 - 1;
    const kept = await policiesOf(secondSite, [
      ['ward', 1, 10, policyOf(90)],
      ['khu-pho-7', 1, 15, policyOf(20)],
      ['ward', 2, 20, policyOf(30, own)],
      ['khu-pho-7', 2, yesterday, policyOf(10, other)],
    ]);
    expect(kept).toHaveLength(5);
    expect(kept.at(-1)).toEqual({
      version: 5,
      cause: 'joined',
      by: null,
      document: {
        days: 30,
        minimumDays: 3,
        requireClockSync: true,
        neighbourhoods: [{ neighbourhoodId: 'nbh_1', days: 20 }],
        cameras: [{ cameraId: 'cam_2', days: 30 }],
      },
    });
  });

  it('lets nothing expire where one of several sites had no policy', async () => {
    const kept = await policiesOf(secondSite, [['ward', 1, 10, policyOf(30)]]);
    expect(kept.at(-1)).toEqual({ version: 2, cause: 'joined', by: null, document: null });
  });

  it('makes one map of those of several sites, and loses no place and no neighbourhood', async () => {
    const { pool, url, close } = await databaseBefore('0029');
    await pool.query(firstWard);
    await pool.query(secondSite);
    await pool.query(`update neighbourhood set name = 'Khu phố 1'`);
    const places = [
      ['plc_1', 'ward', 'street', 'Trần Phú', 21],
      ['plc_2', 'khu-pho-7', 'street', 'Trần Phú', 21],
      ['plc_3', 'ward', 'landmark', 'Chợ', 21],
      ['plc_4', 'khu-pho-7', 'landmark', 'Chợ', 22],
    ];
    for (const place of places)
      await pool.query(
        `insert into place (id, site_id, kind, name, folded, lat, lon, west, south, east, north)
          values ($1, $2, $3, $4, 'x', $5, 107, 107, $5, 107, $5)`,
        place,
      );
    await migrate(url);
    const named = async (table: string) =>
      (await pool.query<{ name: string }>(`select name from ${table} order by name`)).rows.map(
        ({ name }) => name,
      );
    expect(await named('neighbourhood')).toEqual(['Khu phố 1', 'Khu phố 1 (ward)']);
    expect(await named('place')).toEqual(['Chợ', 'Chợ (ward)', 'Trần Phú']);
    const { rows } = await pool.query<{ at: string }>(
      'select c.id || n.name as at from camera c join neighbourhood n on n.id = c.neighbourhood_id order by 1',
    );
    expect(rows.map(({ at }) => at)).toEqual(['cam_1Khu phố 1 (ward)', 'cam_2Khu phố 1']);
    await close();
  });

  it('has migrations numbered in order, without a gap', () => {
    const numbers = migrations.map(({ name }) => Number(name.slice(0, 4)));
    expect(numbers).toEqual(migrations.map((_, index) => index + 1));
  });
});

describe('when another process migrates for longer than a query may take', () => {
  afterEach(() => vi.useRealTimers());

  it('waits until it is done', async () => {
    const database = await postgres.database();
    const other = await database.pool.connect();
    await other.query('select pg_advisory_lock(7203118)');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const migrated = migrate(database.url);
    const waiters = "select 1 from pg_locks where locktype = 'advisory' and not granted";
    while ((await database.pool.query(waiters)).rows.length === 0);
    vi.advanceTimersByTime(600_000);
    await other.query('select pg_advisory_unlock(7203118)');
    other.release();
    expect(await migrated).toEqual([]);
    await database.close();
  });
});
