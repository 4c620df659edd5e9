import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresLockOutRepository } from '../../../src/adapters/postgres/access/lock-out-repository.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aUser, startApi, type TestApi } from '../api/api-harness.ts';
import { recordedEvents } from './recorded-events.ts';

const password = 'a long enough one';
const quarterMs = 15 * 60_000;
let postgres: TestPostgres;
let api: TestApi;
/** Another api process on the same catalogue: its own throttle, its own pool. */
let other: TestApi;

beforeAll(async () => {
  postgres = await startPostgres();
  // Many addresses try in these tests; the throttle per address is another matter.
  const throttle = { admit: async () => {}, forget: async () => {} };
  api = await startApi(postgres, { throttle });
  other = await startApi(postgres, { throttle }, api.database.url);
  for (const name of ['an', 'binh', 'chi']) await api.deps.users.create(...aUser('technician', name));
});
afterAll(async () => {
  await other.close();
  await api.close();
  await postgres.stop();
});

const tryAt = async ({ anonymous }: TestApi, name: string, given: string) =>
  (await anonymous().post('/api/session', { name, password: given })).status;

describe('when an account is guessed at through two processes', () => {
  it('is locked at the tenth guess of both together, past a restart', async () => {
    for (let i = 0; i < 5; i++) {
      expect(await tryAt(api, 'an', 'guess')).toBe(401);
      expect(await tryAt(other, 'an', 'guess')).toBe(401);
    }
    expect(await tryAt(api, 'an', password)).toBe(401);
    expect(await tryAt(other, 'an', password)).toBe(401);
    const restarted = new PostgresLockOutRepository(api.database.db);
    expect(await restarted.admit('an', 'password', api.clock.atMs)).toEqual({ kind: 'locked' });
    expect(await recordedEvents(api, 'an')).toEqual(['user-created', 'sign-in-refused', 'sign-in-refused']);
  });

  it('lets another account in meanwhile, and this one after a quarter of an hour', async () => {
    expect(await tryAt(api, 'binh', password)).toBe(201);
    other.clock.atMs += quarterMs;
    expect(await tryAt(other, 'an', password)).toBe(201);
    other.clock.atMs -= quarterMs;
  });

  it('counts guesses at the same instant', async () => {
    const books = [api, other].map(({ database }) => new PostgresLockOutRepository(database.db));
    const admissions = await Promise.all(
      books.flatMap((book) =>
        Array.from({ length: 15 }, () => book.admit('chi', 'password', api.clock.atMs)),
      ),
    );
    expect(admissions.filter((each) => each.kind === 'admitted')).toHaveLength(10);
  });
});

describe('when a name is guessed that nobody has', () => {
  it('answers, counts and locks as for one that somebody has', async () => {
    const answers = async (name: string) => {
      const codes = [];
      for (let i = 0; i < 12; i++) {
        const { status, body } = await api.anonymous().post('/api/session', { name, password: 'guess' });
        codes.push({ ...body, status, requestId: 'of its own' });
      }
      return codes;
    };
    const [known, unknown] = [await answers('binh'), await answers('nobody-has-this')];
    expect(unknown).toEqual(known);
    const { rows } = await api.database.pool.query(
      "select tries, locked_until_ms > $1 as locked from lock_out where proof = 'password' and account in ('nobody', (select id from app_user where name = 'binh'))",
      [api.clock.atMs],
    );
    expect(rows).toEqual([
      { tries: 10, locked: true },
      { tries: 10, locked: true },
    ]);
  });

  it('records the refusals in a row without any name', async () => {
    const { rows } = await api.database.pool.query<{ detail: object }>(
      "select body::jsonb -> 'detail' as detail from custody_event where event = 'sign-in-refused' and body::jsonb ->> 'subject' is null",
    );
    expect(rows.map(({ detail }) => detail)).toEqual([
      { proof: 'password', inARow: 5 },
      { proof: 'password', inARow: 10 },
    ]);
  });
});
