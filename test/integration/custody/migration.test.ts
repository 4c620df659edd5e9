import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresCataloguedCustody } from '../../../src/adapters/postgres/custody/catalogued-custody.ts';
import { PostgresCustodyRepository } from '../../../src/adapters/postgres/custody/custody-repository.ts';
import { PostgresCustodyLog } from '../../../src/adapters/postgres/custody/log.ts';
import { stateOlderEnd } from '../../../src/adapters/postgres/custody/older-chain.ts';
import { openDatabase, openPool } from '../../../src/adapters/postgres/database.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import { migrations } from '../../../src/adapters/postgres/migrations/index.ts';
import { canonicalJson } from '../../../src/core/index.ts';
import { type ChainHead, custodyEvent, verifyChain } from '../../../src/custody/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { verdictOf } from '../../support/custody-proofs.ts';
import { pendingRecords } from '../../support/pending-records.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';

const name = `test_${randomBytes(6).toString('hex')}`;
let postgres: TestPostgres;
let server: TestDatabase;
/** Of a user who owns the database and is nothing more, as on a server that is not ours. */
let pool: Pool;
/** Of the older chain. */
let end: ChainHead;

beforeAll(async () => {
  postgres = await startPostgres();
  server = await postgres.database();
  await server.pool.query(`create role ${name}`);
  await server.pool.query(`create database ${name} owner ${name}`);
  await server.pool.query(`alter database ${name} set role = ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  pool = openPool(url.href, () => {});
  await pool.query(extensions);
  await pool.query('create table migration (name text primary key, applied_at timestamptz default now())');
  for (const migration of migrations.filter((each) => each.name < '0005')) {
    await pool.query(migration.sql);
    await pool.query('insert into migration (name) values ($1)', [migration.name]);
  }
  await pool.query(before);
  await migrate(url.href);
});
afterAll(async () => {
  await pool.end();
  await server.pool.query(`drop database ${name}`);
  await server.pool.query(`drop role ${name}`);
  await server.close();
  await postgres.stop();
});

/** Not for everybody to make: whoever runs the server does. */
const extensions = `set role none;
  create extension cube; create extension earthdistance; create extension btree_gist;
  reset role`;

/** What was recorded by the version before; not in the order of its rows. */
const before = `
  insert into app_user (id, name, full_name, role, password_hash, created_at_ms) values
    ('usr_1', 'hoa', 'Hoà', 'admin', '', 0), ('usr_2', 'nam', 'Nam', 'officer', '', 0);
  insert into access_record (id, at_ms, actor_id, actor_role, event, from_ms, to_ms, detail) values
    ('acc_2', 2000, 'usr_1', 'admin', 'retention-policy-set', null, null, '{"days": 30, "rules": [{"why": "\\"Tết\\"\\n"}]}'),
    ('acc_1', 1000, 'usr_2', 'officer', 'hold-placed', 5, 9, '{}'),
    ('acc_3', 3000, 'usr_2', 'officer', 'clock-confirmed', null, null, '{}');
`;

describe('when records of the version before are carried into the chain', () => {
  it('keeps them, oldest first, under their ids', async () => {
    const [first, second, third] = await custodyOf(pool);
    const [placed, set] = [
      { id: 'acc_1', atMs: 1_000, role: 'officer', event: 'hold-placed', fromMs: 5, toMs: 9 },
      { id: 'acc_2', atMs: 2_000, role: 'admin', event: 'retention-policy-set' },
    ];
    expect([first, second]).toMatchObject([placed, set]);
    expect(JSON.parse(String(second?.detail?.was))).toEqual({ days: 30, rules: [{ why: '"Tết"\n' }] });
    expect(third?.actor).toBe(first?.actor);
    expect(first).not.toHaveProperty('detail');
  });

  it('writes them as the program would, and chains them', async () => {
    const db = openDatabase(pool);
    const archive = new PostgresCustodyRepository(db, aScribe());
    const links = await archive.eventsAfter(0, 10);
    for (const { body } of links) expect(canonicalJson(JSON.parse(body))).toBe(body);
    const { count, fault } = verifyChain(links, { kept: [await archive.head()], isEnd: true });
    expect([count, fault]).toEqual([3, undefined]);
    expect(await verdictOf(db)).toEqual({ count: 3, head: await archive.olderEnd() });
  });
});

describe('when the older chain is closed', () => {
  it('is stated by its end, and new events go on behind its numbers', async () => {
    const db = openDatabase(pool);
    end = await stateOlderEnd(db, aScribe());
    const [link] = await pendingRecords(db, 'link');
    expect(link).toMatchObject({ type: 'link', chain: 'custody/1', seq: 3, sha256: end.sha256, count: 3 });
    await new PostgresCustodyLog(db, aScribe()).append(custodyEvent({ nowMs: 4_000 }, 'jobs-retried'));
    expect(await verdictOf(db, { olderEnd: end })).toMatchObject({ count: 4, head: { seq: 4 } });
  });

  it('is noticed to be another one, though all its hashes and its head are made anew', async () => {
    await pool.query(forged);
    expect(await verdictOf(openDatabase(pool))).not.toHaveProperty('fault');
    const { fault } = await verdictOf(openDatabase(pool), { olderEnd: end });
    expect(fault).toEqual({ seq: 3, kind: 'not-as-kept' });
    const said = await new PostgresCataloguedCustody(openDatabase(pool)).olderFault(end);
    expect(said).toBe('event 3 is not-as-kept');
  });
});

/** The owner of the tables takes the triggers off, and computes the hashes again. */
const forged = `
  grant update on custody_event, custody_head to current_user;
  alter table custody_event disable trigger all;
  alter table custody_head disable trigger all;
  update custody_event set body = replace(body, 'clock-confirmed', 'clock-confirmee') where seq = 3;
  update custody_event set sha256 = encode(sha256(decode(prev_sha256, 'hex') || convert_to(body, 'UTF8')), 'hex')
    where seq = 3;
  update custody_head set sha256 = (select sha256 from custody_event where seq = 3);
  alter table custody_event enable always trigger custody_append_only;
  alter table custody_head enable always trigger custody_head_stays;
  revoke update on custody_event, custody_head from current_user`;

describe('when the service is no superuser', () => {
  it.each(['update custody_event set seq = seq', 'delete from custody_event', 'truncate custody_event'])(
    'has no right to %s, whatever the triggers say',
    async (sql) => {
      await expect(pool.query(sql)).rejects.toThrow('permission denied for table custody_event');
    },
  );

  it('cannot pretend to be a replica', async () => {
    await expect(pool.query('set session_replication_role = replica')).rejects.toMatchObject({
      code: '42501',
    });
  });
});
