import { sql, type Transaction } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rowOfUser } from '../../../src/adapters/postgres/access/user-rows.ts';
import { appendCustody } from '../../../src/adapters/postgres/custody/append.ts';
import { PostgresCustodyRepository } from '../../../src/adapters/postgres/custody/custody-repository.ts';
import { PostgresCustodyLog } from '../../../src/adapters/postgres/custody/log.ts';
import type { Tables } from '../../../src/adapters/postgres/tables/tables.ts';
import { newId, sha256Hex, type UserId } from '../../../src/core/index.ts';
import { custodyEvent, type Pseudonym } from '../../../src/custody/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { verdictOf } from '../../support/custody-proofs.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';

type Trx = Transaction<Tables>;

const nowMs = Date.parse('2026-11-21T12:00:00Z');
let postgres: TestPostgres;
let database: TestDatabase;
let log: PostgresCustodyLog;
let archive: PostgresCustodyRepository;
let officer: { id: UserId; role: string };

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  database = await postgres.database();
  log = new PostgresCustodyLog(database.db, aScribe());
  archive = new PostgresCustodyRepository(database.db, aScribe());
  officer = await aUser('officer');
});
afterEach(() => database.close());

async function aUser(role: 'officer' | 'auditor') {
  const id = newId('user', nowMs);
  const user = { id, name: `${role}-1`, fullName: 'Nguyễn Văn Hoà', role, enabled: true, createdAtMs: nowMs };
  // Past the port, which would record it.
  await database.db
    .insertInto('app_user')
    .values(rowOfUser({ ...user, passwordHash: '' }))
    .execute();
  return { id, role };
}

const aSearch = (count = 1) =>
  custodyEvent({ user: officer, nowMs }, 'footage-searched', { detail: { count } });
const refused = (sql: string) => expect(database.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
const verdict = () => verdictOf(database.db);
const countsIn = async () => (await custodyOf(database.pool)).map(({ detail }) => Number(detail?.count));

/** Acts while a transaction is open that has done its own part. */
async function whileOpen<T>(own: (trx: Trx) => Promise<unknown>, act: () => Promise<T>): Promise<T> {
  let acted: T | undefined;
  await database.db.transaction().execute(async (trx) => {
    await own(trx);
    acted = await act();
  });
  return acted as T;
}

describe('when events are appended', () => {
  it('numbers them in their order, each behind the one before, to the head', async () => {
    await log.append(aSearch(1), aSearch(2));
    await log.append(aSearch(3));
    expect(await countsIn()).toEqual([1, 2, 3]);
    expect(await verdict()).toEqual({ count: 3, head: await archive.head() });
    const { rows } = await database.pool.query(
      'select strand, strand_seq, seq from custody_event order by seq',
    );
    expect(rows).toEqual([1, 2, 3].map((seq) => ({ strand: 0, strand_seq: seq, seq })));
  });

  it('takes again what may have come through, and keeps it once', async () => {
    const [first, second] = [aSearch(1), aSearch(2)];
    await log.append(first);
    await log.append(first, second);
    await log.append(first, second);
    expect(await countsIn()).toEqual([1, 2]);
    expect((await verdict()).fault).toBeUndefined();
    expect(await recordsOfEvents()).toHaveLength(2);
  });

  it('keeps all of them and their order, however many append at once', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => log.append(aSearch(2 * i), aSearch(2 * i + 1))));
    const { count, fault } = await verdict();
    expect([count, fault]).toEqual([120, undefined]);
    const counts = await countsIn();
    expect(counts.toSorted((a, b) => a - b)).toEqual([...Array(120).keys()]);
    for (let i = 0; i < 120; i += 2) expect(counts.indexOf(i)).toBeLessThan(counts.indexOf(i + 1));
  });

  it('does not wait for a transaction that has appended and goes on, and leaves nothing out', async () => {
    // The first event of a user makes the pseudonym.
    await log.append(aSearch(0));
    const append = (trx: Trx) => appendCustody({ trx, scribe: aScribe() }, aSearch(1));
    await whileOpen(append, async () => {
      await log.append(aSearch(2));
      expect(await countsIn()).toEqual([0, 2]);
      expect((await verdict()).fault).toBeUndefined();
    });
    expect(await countsIn()).toEqual([0, 1, 2]);
    expect(await verdict()).toMatchObject({ count: 3 });
  });

  it('waits where all strands are held, and is not refused', async () => {
    const hold = (trx: Trx) => sql`select from log_chain where name like 'ev/%' for update`.execute(trx);
    const { appended } = await whileOpen(hold, async () => ({ appended: log.append(aSearch(1)) }));
    await appended;
    expect(await verdict()).toMatchObject({ count: 1 });
  });

  it('leaves nothing missing where a transaction fails', async () => {
    await log.append(aSearch(1));
    const failing = database.db.transaction().execute(async (trx) => {
      await appendCustody({ trx, scribe: aScribe() }, aSearch(2));
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    await log.append(aSearch(3));
    expect(await verdict()).toEqual({ count: 2, head: await archive.head() });
  });
});

async function recordsOfEvents(): Promise<readonly { readonly no: number; readonly sha256: string }[]> {
  const { rows } = await database.pool.query<{ body: Buffer }>(
    "select o.body from log_outbox o join log_chain c on c.no = o.chain where c.name like 'ev/%' order by o.id",
  );
  return rows.map(({ body }) => JSON.parse(body.toString()) as { no: number; sha256: string });
}

describe('the record of an event', () => {
  it('has its number and the digest of its bytes, and nothing of what it says', async () => {
    await log.append(aSearch(7));
    const { rows } = await database.pool.query<{ seq: number; body: string }>(
      'select seq, body from custody_event',
    );
    const [{ seq, body } = { seq: 0, body: '' }] = rows;
    const [record] = await recordsOfEvents();
    expect(record).toMatchObject({ type: 'ev', no: seq, strand: 0, sha256: sha256Hex(Buffer.from(body)) });
    expect(JSON.stringify(record)).not.toMatch(/psn_|footage-searched|count/);
  });
});

describe('when somebody acts', () => {
  it('names them nowhere in the log, and always by the same pseudonym', async () => {
    await log.append(aSearch());
    await log.append(aSearch());
    const [first, second] = await custodyOf(database.pool);
    expect(first?.actor).toMatch(/^psn_[0-9a-f]{32}$/);
    expect(second?.actor).toBe(first?.actor);
    const { rows } = await database.pool.query('select e::text from custody_event e');
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${officer.id}|officer-1|Nguyễn`));
  });

  it('refuses to write the id of a user into a detail', async () => {
    const detail = { owner: officer.id };
    const naming = log.append(custodyEvent({ user: officer, nowMs }, 'hold-placed', { detail }));
    await expect(naming).rejects.toMatchObject({ code: 'custody-detail-names-user' });
  });

  it('is opened by an event that is committed with it', async () => {
    const auditor = await aUser('auditor');
    await log.append(aSearch());
    const [{ actor = '' } = {}] = await custodyOf(database.pool);
    const opened = await archive.openActor(actor as Pseudonym, { user: auditor, nowMs }, 'complaint 7');
    expect(opened).toBe(officer.id);
    const [event] = await custodyOf(database.pool, 'actor-opened');
    expect(event).toMatchObject({ role: 'auditor', subject: actor, detail: { reason: 'complaint 7' } });
    const unknown = await archive.openActor('psn_0' as Pseudonym, { user: auditor, nowMs }, 'complaint 7');
    expect([unknown, (await custodyOf(database.pool, 'actor-opened')).length]).toEqual([undefined, 1]);
  });
});

describe('when the log is to be changed, on the connection that the service uses', () => {
  beforeEach(() => log.append(aSearch(1), aSearch(2)));

  it.each([
    `update custody_event set body = '{}' where seq = 1`,
    'delete from custody_event where seq = 2',
    'truncate custody_event',
    'truncate custody_event cascade',
    'update custody_head set seq = 0',
    'delete from custody_head',
    'truncate custody_head',
    `set session_replication_role = replica; delete from custody_event`,
  ])('refuses %s', async (sql) => {
    await refused(sql);
    expect(await custodyOf(database.pool)).toHaveLength(2);
  });
});
