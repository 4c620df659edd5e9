import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryLimits } from '../../../src/access/index.ts';
import { PostgresTryRateRepository } from '../../../src/adapters/postgres/access/try-rate-repository.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aUser, startApi, type TestApi } from '../api/api-harness.ts';
import { Authenticators } from '../api/authenticators.ts';
import { recordedEvents } from './recorded-events.ts';

const password = 'a long enough one';
const { atOnce, everyMs } = tryLimits;
const hourMs = 3_600_000;
const addresses = Array.from({ length: 100 }, (_, i) => `127.0.44.${i + 1}`);
let postgres: TestPostgres;
let api: TestApi;
/** Another api process on the same catalogue. */
let other: TestApi;
let apps: Authenticators;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  other = await startApi(postgres, {}, api.database.url);
  apps = new Authenticators(api.clock);
  for (const name of ['an', 'binh']) await api.deps.users.create(...aUser('technician', name));
});
afterAll(async () => {
  await other.close();
  await api.close();
  await postgres.stop();
});

/** The status of a try from a loopback address. */
async function tryFrom(localAddress: string, form: object): Promise<number | undefined> {
  const { baseUrl } = api.anonymous();
  const headers = { origin: baseUrl, 'content-type': 'application/json' };
  const call = request(`${baseUrl}/api/session`, { method: 'POST', localAddress, headers });
  call.end(JSON.stringify(form));
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode;
}

describe('when an admin’s account is guessed at for an hour, from 100 addresses', () => {
  it('has 60 tries judged at most; the browser that the admin knows enters at once, and a new one with the code', async () => {
    const known = await api.as('admin', 'chi');
    await apps.enrol(known, 'chi', password);
    const judged: (number | undefined)[] = [];
    const { tries } = api.deps;
    const admit = tries.admit.bind(tries);
    tries.admit = async (...of) => {
      const counted = await admit(...of);
      if (counted !== undefined) judged.push(counted);
      return counted;
    };
    const guessRound = async (first: number) => {
      const from = addresses.filter((_, i) => i % 5 === first % 5);
      const form = { name: 'chi', password: 'guess', code: '000000' };
      const statuses = await Promise.all(from.map((address) => tryFrom(address, form)));
      expect(new Set(statuses)).toEqual(new Set([401]));
    };
    for (let tick = 0; tick * everyMs < hourMs; tick++) {
      await guessRound(tick);
      api.clock.atMs += everyMs;
    }
    expect(judged.length).toBeGreaterThan(atOnce);
    expect(judged.length).toBeLessThanOrEqual(60);
    await guessRound(0);
    tries.admit = admit;

    const signIn = { name: 'chi', password };
    expect((await known.post('/api/session', { ...signIn, code: apps.code('chi', -1) })).status).toBe(201);
    const fresh = await api.anonymous().post('/api/session', { ...signIn, code: apps.code('chi') });
    expect(fresh.status).toBe(201);
  });
});

describe('when an account is guessed at through two processes', () => {
  const guess = async ({ anonymous }: TestApi) =>
    (await anonymous().post('/api/session', { name: 'an', password: 'guess' })).status;

  it('has ten judged by both together, past a restart', async () => {
    other.clock.atMs = api.clock.atMs;
    for (let i = 0; i < 5; i++) expect([await guess(api), await guess(other)]).toEqual([401, 401]);
    const right = await other.anonymous().post('/api/session', { name: 'an', password });
    expect([right.status, right.body.code]).toEqual([401, 'sign-in-refused']);
    expect(await recordedEvents(api, 'an')).toEqual(['user-created', 'sign-in-refused', 'sign-in-refused']);
  });

  it('lets another account in meanwhile, and this one after 72 s', async () => {
    expect((await api.anonymous().post('/api/session', { name: 'binh', password })).status).toBe(201);
    other.clock.atMs = api.clock.atMs + everyMs;
    expect((await other.anonymous().post('/api/session', { name: 'an', password })).status).toBe(201);
  });
});

describe('when tries are counted', () => {
  const counter = (name: string) => name as Parameters<PostgresTryRateRepository['admit']>[0];
  let books: PostgresTryRateRepository[];
  beforeAll(() => {
    books = [api, other].map(({ database }) => new PostgresTryRateRepository(database.db));
  });

  it('admits ten at the same instant', async () => {
    const admitted = await Promise.all(
      books.flatMap((book) => Array.from({ length: 15 }, () => book.admit(counter('a'), 1_000_000))),
    );
    const counts = admitted.filter((count) => count !== undefined).sort((a, b) => a - b);
    expect(counts).toEqual(Array.from({ length: atOnce }, (_, i) => i + 1));
  });

  it('gives back what succeeded', async () => {
    const [book] = books;
    for (let i = 0; i < 3 * atOnce; i++) {
      expect(await book?.admit(counter('b'), 1_000_000)).toBe(1);
      await book?.giveBack(counter('b'));
    }
  });

  it('admits one each 72 s afterwards, and keeps none waiting when the clock was set back', async () => {
    const [book] = books;
    const at = (nowMs: number) => book?.admit(counter('c'), nowMs);
    const startMs = 10 * hourMs;
    for (let i = 0; i < atOnce; i++) await at(startMs);
    expect(await at(startMs + everyMs - 1)).toBeUndefined();
    expect(await at(startMs + everyMs)).toBe(atOnce);
    expect(await at(startMs - hourMs)).toBe(atOnce);
    expect(await at(startMs - hourMs)).toBeUndefined();
    expect(await at(startMs - hourMs + everyMs)).toBe(atOnce);
  });

  it('keeps no count that is empty', async () => {
    const [book] = books;
    for (let i = 0; i < 5; i++) await book?.admit(counter(`d${i}`), 1_000_000);
    await book?.admit(counter('last'), Number.MAX_SAFE_INTEGER - 2 * atOnce * everyMs);
    const { rows } = await api.database.pool.query('select counter from sign_in_try');
    expect(rows).toEqual([{ counter: 'last' }]);
  });
});

describe('when a name is guessed that nobody has', () => {
  it('answers as for one that somebody has, and keeps the name nowhere', async () => {
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
    const { rows } = await api.database.pool.query<{ kept: string }>(
      "select counter as kept from sign_in_try union all select body from custody_event where event = 'sign-in-refused'",
    );
    expect(rows.filter(({ kept }) => kept.includes('nobody-has-this'))).toEqual([]);
    expect(rows.filter(({ kept }) => kept.includes('"counted":10'))).not.toEqual([]);
  });
});
