import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresCataloguedCustody } from '../../../src/adapters/postgres/custody/catalogued-custody.ts';
import { PostgresCustodyLog } from '../../../src/adapters/postgres/custody/log.ts';
import { PostgresCataloguedLog } from '../../../src/adapters/postgres/log/catalogued-log.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { openCheckpoint, recheckLog } from '../../../src/log/index.ts';
import { verdictOf } from '../../support/custody-proofs.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { collected } from '../../support/log-files.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, testOrigin } from '../../support/scribe.ts';
import { SealingRoom } from '../../support/sealing-room.ts';

const clock = new HandClock();
let postgres: TestPostgres;
let database: TestDatabase;
let room: SealingRoom;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
/** Thirty events, by three at once, all sealed; and two that wait for the signer. */
beforeEach(async () => {
  database = await postgres.database();
  room = await SealingRoom.open();
  for (let i = 0; i < 10; i++) await Promise.all([append(), append(), append()]);
  await room.seal(database.db, clock);
  await append();
  await append();
  // Whoever owns the tables can.
  await database.pool.query('alter table custody_event disable trigger all');
});
afterEach(async () => {
  await room.close();
  await database.close();
});

const append = () =>
  new PostgresCustodyLog(database.db, aScribe(clock)).append(
    custodyEvent({ nowMs: clock.nowMs() }, 'jobs-retried', { detail: { jobs: 1 } }),
  );
const verdict = () => verdictOf(database.db, { log: room.log });
const fault = async () => (await verdict()).fault;

/** What the audit of the log says of the catalogue. */
async function findings(): Promise<string[]> {
  const [key, note] = [await room.log.key(), await room.log.filesOf(testOrigin)('checkpoint')];
  if (!key || !note) throw new Error('nothing is sealed');
  const { checkpoint } = openCheckpoint(note, key);
  const [catalogued, custody] = [
    new PostgresCataloguedLog(database.db),
    new PostgresCataloguedCustody(database.db),
  ];
  const found = recheckLog(checkpoint, room.log.filesOf(testOrigin), catalogued, custody);
  return (await collected(found)).filter((each) => each.fault === 'custody').map(({ says }) => says);
}

/** Removes the newest events with all that the catalogue has of them. */
async function cut(count: number): Promise<void> {
  await database.pool.query(
    `with gone as (delete from custody_event where seq > (select max(seq) - $1 from custody_event)
        returning strand, strand_seq),
      unplaced as (delete from log_leaf l using log_chain c, gone g
        where c.no = l.chain and c.name = 'ev/' || g.strand and l.seq = g.strand_seq),
      unstated as (delete from log_outbox o using log_chain c, gone g
        where c.no = o.chain and c.name = 'ev/' || g.strand and o.seq = g.strand_seq)
      update log_chain c set seq = r.seq, digest = decode(r.digest, 'hex')
        from (select strand, min(strand_seq) - 1 as seq, (select b.sha256 from custody_event b
          where b.strand = g.strand and b.strand_seq = min(g.strand_seq) - 1) as digest from gone g group by strand) r
        where c.name = 'ev/' || r.strand and r.digest is not null`,
    [count],
  );
}

const numbers = async (): Promise<number[]> => {
  const { rows } = await database.pool.query<{ seq: number }>('select seq from custody_event order by seq');
  return rows.map(({ seq }) => Number(seq));
};

describe('when whoever has the whole catalogue changes the custody log', () => {
  it('finds nothing before, with events that wait for the signer', async () => {
    expect(await verdict()).toMatchObject({ count: 32 });
    expect(await fault()).toBeUndefined();
    expect(await findings()).toEqual([]);
  });

  it('notices the newest 20 events cut, with every row that tells of them, and says how many', async () => {
    const before = await numbers();
    await cut(22);
    // The two that waited are gone without a trace: they were in the catalogue alone.
    expect(await fault()).toMatchObject({ kind: 'truncated', missing: 20 });
    const cutOff = before.slice(10, 30).map((no) => `custody event ${no} is missing: leaf`);
    const says = await findings();
    for (const text of cutOff) expect(says.filter((each) => each.startsWith(text))).toHaveLength(1);
    expect(says).toHaveLength(20);
  });

  it('notices them cut also after the service has gone on in their place', async () => {
    await cut(22);
    for (let i = 0; i < 25; i++) await append();
    expect(await fault()).toMatchObject({ kind: expect.stringMatching('truncated|not-as-signed') as string });
    const says = await findings();
    expect(says.filter((each) => / is missing: leaf/.test(each))).toHaveLength(20);
  });

  it('names an event that was edited', async () => {
    const [, , , no] = await numbers();
    await database.pool.query(
      `update custody_event set body = replace(body, '"jobs":1', '"jobs":2') where seq = $1`,
      [no],
    );
    expect(await fault()).toEqual({ seq: no, kind: 'changed' });
    expect(await findings()).toEqual([expect.stringMatching(`^custody event ${no} is not what leaf`)]);
  });

  it('names an event that got another number, so that another order seems true', async () => {
    const [first] = await numbers();
    await database.pool.query('update custody_event set seq = 900 where seq = $1', [first]);
    expect(await fault()).toEqual({ seq: 900, kind: 'changed' });
    expect(await findings()).toEqual([expect.stringMatching(`^custody event ${first} is missing`)]);
  });

  it.each([
    ['without a place', 'null, null, null'],
    ['with a place and a tag', `7, 1, sha256('a tag')`],
  ])('names an event that was added %s', async (_, place) => {
    await database.pool.query(
      `insert into custody_event (seq, body, prev_sha256, sha256, strand, strand_seq, tag)
        select 901, replace(body, id, id || 'x'), prev_sha256, sha256, ${place} from custody_event where seq = 1`,
    );
    expect(await fault()).toEqual({ seq: 901, kind: 'added' });
    expect(await findings()).toEqual(['custody event 901 has no record']);
  });

  it('says that an event between others is missing', async () => {
    const [, , third] = await numbers();
    await database.pool.query('delete from custody_event where seq = $1', [third]);
    expect(await fault()).toMatchObject({ kind: 'missing', missing: 1 });
    expect(await findings()).toEqual([expect.stringMatching(`^custody event ${third} is missing`)]);
  });

  it('names an event that took the place of another', async () => {
    const [, , third] = await numbers();
    await database.pool.query(`update custody_event set body = replace(body, id, id || 'x') where seq = $1`, [
      third,
    ]);
    expect(await fault()).toEqual({ seq: third, kind: 'changed' });
  });
});
