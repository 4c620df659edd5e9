import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rowOfUser } from '../../../src/adapters/postgres/access/user-repository.ts';
import { appendCustody } from '../../../src/adapters/postgres/custody/append.ts';
import { PostgresCustodyRepository } from '../../../src/adapters/postgres/custody/custody-repository.ts';
import { PostgresCustodyLog } from '../../../src/adapters/postgres/custody/log.ts';
import { newId, type UserId } from '../../../src/core/index.ts';
import { custodyEvent, type Pseudonym, verifyChain } from '../../../src/custody/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';

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
  log = new PostgresCustodyLog(database.db);
  archive = new PostgresCustodyRepository(database.db);
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

describe('when events are appended', () => {
  it('chains them in their order, to the head', async () => {
    await log.append(aSearch(1), aSearch(2));
    await log.append(aSearch(3));
    const links = await archive.linksAfter(0, 10);
    expect((await custodyOf(database.pool)).map(({ detail }) => detail?.count)).toEqual([1, 2, 3]);
    expect(verifyChain(links, { kept: [await archive.head()], isEnd: true })).toEqual({
      count: 3,
      head: await archive.head(),
    });
  });

  it('takes again what may have come through, and keeps it once', async () => {
    const [first, second] = [aSearch(1), aSearch(2)];
    await log.append(first);
    await log.append(first, second);
    await log.append(first, second);
    expect((await custodyOf(database.pool)).map(({ detail }) => detail?.count)).toEqual([1, 2]);
    const links = await archive.linksAfter(0, 10);
    expect(verifyChain(links, { kept: [await archive.head()], isEnd: true }).fault).toBeUndefined();
  });

  it('keeps one chain, however many append at once', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => log.append(aSearch(i), aSearch(i))));
    const links = await archive.linksAfter(0, 1_000);
    const verdict = verifyChain(links, { kept: [await archive.head()], isEnd: true });
    expect([verdict.count, verdict.fault]).toEqual([120, undefined]);
    // What was appended together stands together.
    const counts = (await custodyOf(database.pool)).map(({ detail }) => detail?.count);
    for (let i = 0; i < counts.length; i += 2) expect(counts[i]).toBe(counts[i + 1]);
  });

  it('leaves no hole where a transaction fails', async () => {
    await log.append(aSearch(1));
    const failing = database.db.transaction().execute(async (trx) => {
      await appendCustody(trx, aSearch(2));
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    await log.append(aSearch(3));
    const links = await archive.linksAfter(0, 10);
    expect(verifyChain(links, { kept: [await archive.head()], isEnd: true }).count).toBe(2);
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

  it('chains what is inserted, whatever number and hash it brings', async () => {
    await database.pool.query(
      `insert into custody_event (seq, body, prev_sha256, sha256)
        select 1, replace(body, id, id || 'x'), 'a', 'b' from custody_event where seq = 1`,
    );
    const links = await archive.linksAfter(0, 10);
    expect(verifyChain(links, { kept: [await archive.head()], isEnd: true }).count).toBe(3);
  });
});

describe('when whoever owns the tables takes the triggers off', () => {
  it('can change an event, and the chain tells', async () => {
    await log.append(aSearch(1), aSearch(2), aSearch(3));
    await database.pool.query('alter table custody_event disable trigger all');
    await database.pool.query(`update custody_event set body = replace(body, '"count":2', '"count":7')`);
    const { fault } = verifyChain(await archive.linksAfter(0, 10), { isEnd: true });
    expect(fault).toEqual({ seq: 2, kind: 'changed' });
  });

  it('can cut the end, and the head tells; with the head moved back, only a head kept elsewhere does', async () => {
    await log.append(aSearch(1), aSearch(2));
    const kept = await archive.head();
    await database.pool.query('alter table custody_event disable trigger all');
    await database.pool.query('delete from custody_event where seq = 2');
    const cut = await archive.linksAfter(0, 10);
    expect(verifyChain(cut, { kept: [await archive.head()], isEnd: true }).fault?.kind).toBe('truncated');
    await database.pool.query('alter table custody_head disable trigger all');
    await database.pool.query(
      'update custody_head h set seq = e.seq, sha256 = e.sha256, prev_sha256 = e.prev_sha256 from custody_event e',
    );
    expect(verifyChain(cut, { kept: [await archive.head()], isEnd: true }).fault).toBeUndefined();
    expect(verifyChain(cut, { kept: [kept], isEnd: true }).fault?.kind).toBe('truncated');
  });
});
