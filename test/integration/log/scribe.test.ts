import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/adapters/postgres/log/scribe.ts';
import { newId } from '../../../src/core/index.ts';
import { chainPlace, endAfter, isTagOf, parseRecord, wordsDigest } from '../../../src/log/index.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, statementKey, testOrigin } from '../../support/scribe.ts';

let postgres: TestPostgres;
let catalogue: TestDatabase;

beforeAll(async () => {
  postgres = await startPostgres();
  catalogue = await postgres.database();
});

afterAll(async () => {
  await catalogue?.close();
  await postgres?.stop();
});

const scribe = aScribe();
const time = new Date(noonMs).toISOString();
const lives = (site: string): Statement => ({ type: 'hb', site });

const state = (...statements: Statement[]) =>
  catalogue.db.transaction().execute((trx) => scribe.state(trx, ...statements));

interface Pending {
  readonly body: Buffer;
  readonly tag: Buffer;
  readonly seq: number;
}

async function pendingOf(chain: string): Promise<Pending[]> {
  const { rows } = await sql<Pending>`
    select o.body, o.tag, o.seq from log_outbox o join log_chain c on c.no = o.chain
      where c.name = ${chain} order by o.id`.execute(catalogue.db);
  return rows;
}

describe('a stated record', () => {
  it('waits for the signer with its place, its salt and a tag of our key', async () => {
    const [stated] = await state((salt) => ({ type: 'hb', site: 'first', at: time, ...(salt && {}) }));
    const [pending] = await pendingOf('site/first');
    if (!pending) throw new Error('no record waits');
    expect(parseRecord(pending.body)).toMatchObject({ id: stated?.id, type: 'hb', seq: 1, log: testOrigin });
    expect(isTagOf(statementKey, pending.body, pending.tag)).toBe(true);
    expect(isTagOf(Buffer.alloc(32, 1), pending.body, pending.tag)).toBe(false);
  });

  it('gives its salt to who states it, for the words that it stands for', async () => {
    const request = newId('request', noonMs);
    await state((salt) => ({
      type: 'release',
      req: request,
      hold: newId('hold', noonMs),
      role: 'service',
      reason: wordsDigest(salt, 'không cần nữa'),
    }));
    const [pending] = await pendingOf(`req/${request}`);
    const record = parseRecord(pending?.body ?? Buffer.of());
    expect(record).toMatchObject({ rseq: 1, reason: wordsDigest(record.salt, 'không cần nữa') });
  });

  it('is numbered in its chain without a hole, whoever states at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => state(lives('busy'), lives('busy'), lives('other'))));
    for (const [site, count] of [
      ['busy', 40],
      ['other', 20],
    ] as const) {
      const rows = await pendingOf(`site/${site}`);
      expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
      rows.reduce((prev, { body, seq }) => {
        expect(chainPlace(parseRecord(body))).toEqual({ chain: `site/${site}`, seq, prev });
        return endAfter(seq, body).digest;
      }, '0'.repeat(64));
    }
  });

  it('is gone with the transaction that stated it, and its number is given again', async () => {
    const failing = catalogue.db.transaction().execute(async (trx) => {
      await scribe.state(trx, lives('undone'));
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await pendingOf('site/undone')).toEqual([]);
    await expect(state(lives('undone'))).resolves.toMatchObject([{ seq: 1 }]);
  });

  it('is counted beside the chains when it stands in none', async () => {
    const picture = (seq: number): Statement => ({
      type: 'pic',
      cam: 'cam_1',
      stream: 'main',
      seq,
      key: 'a/b.jpg',
      sha256: 'a'.repeat(64),
      t: time,
    });
    expect(await state(picture(7), picture(9))).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    const rows = await pendingOf('pic/cam_1/main');
    expect(rows.map(({ body }) => parseRecord(body))).toMatchObject([{ seq: 7 }, { seq: 9 }]);
  });

  it('is refused when no record can say it, and nothing is left', async () => {
    await expect(state(lives('refused'), lives('two words'))).rejects.toMatchObject({
      code: 'record-malformed',
    });
    expect(await pendingOf('site/refused')).toEqual([]);
  });
});
