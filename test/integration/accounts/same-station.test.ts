import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetStations, type Role } from '../../../src/access/index.ts';
import { formatInstant, hourMs, minuteMs } from '../../../src/core/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Answer, Client } from '../api/client.ts';
import { aForm } from '../api/filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera } from '../api/ward-footage.ts';

const office = '192.0.2.1';
const elsewhere = '198.51.100.9';
const names = { officer: 'lan', custodian: 'minh', admin: 'chi' } as const;
let postgres: TestPostgres;
let api: TestApi;
let camera: FilmedCamera;
/** One browser, in which all of them have signed in. */
let shared: Record<keyof typeof names, Client> & { colleague: Client };
let custodian: Client;
let colleague: Client;
let made = 0;

beforeAll(async () => {
  postgres = await startPostgres();
  const plain = await startApi(postgres);
  await plain.close();
  const settings = { ...plain.deps.settings, trustedProxies: ['127.0.0.1'], sessionMs: 48 * hourMs };
  api = await startApi(postgres, { settings });
  camera = await aCamera(api, { name: 'Cột 1', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 1') });
  let mark = '';
  const inShared = async (role: Role, name: string): Promise<Client> => {
    const browser = Object.assign(api.anonymous(), { mark, address: office });
    await api.as(role, name, browser);
    mark = browser.mark;
    return browser;
  };
  shared = {
    officer: await inShared('officer', names.officer),
    admin: await inShared('admin', names.admin),
    custodian: await inShared('custodian', names.custodian),
    colleague: await inShared('officer', 'binh'),
  };
  custodian = await api.as('custodian', names.custodian);
  colleague = await api.as('officer', 'binh');
  const { admin } = shared;
  await admin.post('/api/founding/offer', await seen(admin));
  await custodian.post('/api/founding/closing', await seen(custodian));
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const textOf = ({ bytes }: Answer): string => bytes.toString();
const seen = async (by: Client) => {
  const { peopleSha256 } = JSON.parse(textOf(await by.get('/api/founding'))) as { peopleSha256: string };
  return { peopleSha256 };
};
const done = async (call: Promise<Answer>): Promise<Answer> => {
  const answer = await call;
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.body.code}`);
  return answer;
};
const form = () =>
  aForm({
    area: { cameras: [camera.id] },
    from: formatInstant(noonMs - 5 * minuteMs),
    to: formatInstant(noonMs - 4 * minuteMs),
  });
const filed = async (): Promise<string> => (await done(shared.officer.post('/api/requests', form()))).body.id;
const emergency = async (): Promise<string> => {
  const called = { ...form(), emergencyReason: 'A child is missing since noon' };
  return (await done(shared.officer.post('/api/emergencies', called))).body.id;
};
const proposed = async (): Promise<string> => {
  const user = { name: `person${++made}`, fullName: 'Lê Văn An', role: 'officer' };
  return (await done(shared.admin.post('/api/proposals', { kind: 'make', user }))).body.id;
};
const answerTo = (who: Client, id: string, said: object = { verdict: 'confirmed' }) =>
  done(who.post(`/api/proposals/${id}/answer`, said));
const decision = (said: object) => (who: Client, id: string) =>
  done(who.post(`/api/requests/${id}/decision`, said));
const reviewed = (who: Client, id: string) =>
  done(who.post(`/api/requests/${id}/review`, { verdict: 'justified', reason: 'It could not have waited' }));
const request = (id: string) => `/api/requests/${id}`;

interface Pair {
  /** Answers the id of what waits for a second person. */
  readonly first: () => Promise<string>;
  readonly second: (who: Client, id: string) => Promise<Answer>;
  /** Where the second person reads what waits, and what was done. */
  readonly page?: (id: string) => string;
  /** The second person is an officer; else the custodian. */
  readonly isByOfficer?: true;
  readonly end?: (id: string) => Promise<unknown>;
}

const pairs: Record<string, Pair> = {
  'request-approved': { first: filed, second: decision({ verdict: 'approved' }), page: request },
  'request-refused': {
    first: filed,
    second: decision({ verdict: 'refused', reason: 'Not of this ward' }),
    page: request,
  },
  'emergency-reviewed': { first: emergency, second: reviewed, page: request },
  'emergency-countersigned': {
    first: emergency,
    second: (who, id) => done(who.post(`${request(id)}/countersignature`)),
    page: request,
    isByOfficer: true,
    end: (id) => reviewed(custodian, id),
  },
  'account-confirmed': { first: proposed, second: answerTo, page: () => '/api/proposals' },
  'account-refused': {
    first: proposed,
    second: (who, id) => answerTo(who, id, { verdict: 'refused', reason: 'Nobody knows them' }),
    page: () => '/api/proposals',
  },
  'founding-closed': {
    first: async () => {
      await api.database.pool.query('update founding set closed_at_ms = null, how = null');
      await done(shared.admin.post('/api/founding/offer', await seen(shared.admin)));
      return '';
    },
    second: async (who) => done(who.post('/api/founding/closing', await seen(who))),
    page: () => '/api/founding',
  },
  'link-used': {
    first: async () => {
      const id = await proposed();
      // Whoever confirmed made the user, and is compared too.
      await answerTo(Object.assign(custodian, { address: '203.0.113.5' }), id);
      return (await done(shared.admin.post(`/api/proposals/${id}/link`))).body.token;
    },
    second: (who, token) => done(who.post('/api/link/use', { token, password: 'another long one' })),
    isByOfficer: true,
  },
};

/** What the log says of the last event of that name. */
const logged = async (event: string) =>
  (await custodyOf(api.database.pool, event)).at(-1)?.detail?.sameStation;

interface Situation {
  readonly isShared: boolean;
  readonly address: string;
  readonly afterMs: number;
}

/** The second act of a pair, in a situation; what the person was shown before, was told, and the log says. */
async function acted(name: string, { isShared, address, afterMs }: Situation) {
  const { first, second, page, isByOfficer, end } = pairs[name] as Pair;
  const [inShared, own] = isByOfficer ? [shared.colleague, colleague] : [shared.custodian, custodian];
  const who = Object.assign(isShared ? inShared : own, { address });
  // A person gets one letter of a kind in a millisecond.
  api.clock.atMs += 1;
  if (isByOfficer) custodian.address = elsewhere;
  const id = await first();
  api.clock.atMs += afterMs;
  const before = page ? textOf(await who.get(page(id))) : '';
  const answer = textOf(await second(who, id));
  const after = page ? textOf(await who.get(page(id))) : '';
  await end?.(id);
  return { before, answer, after, said: await logged(name) };
}

const quarterMs = 15 * minuteMs;

describe.each(Object.keys(pairs))('when the second person of “%s” acts', (name) => {
  const { page } = pairs[name] as Pair;

  it.each([
    ['browser', { isShared: true, address: elsewhere, afterMs: quarterMs }],
    ['address', { isShared: false, address: office, afterMs: quarterMs }],
    ['both', { isShared: true, address: office, afterMs: 0 }],
  ] as const)('has the same station marked: %s', async (same, situation) => {
    const { before, answer, after, said } = await acted(name, situation);
    expect(said).toBe(same);
    if (!page) return;
    expect(before).toContain(`"fromHere":"${same}"`);
    for (const text of [answer, after]) expect(text).toContain(`"sameStation":"${same}"`);
    expect(answer).not.toContain('fromHere');
  });

  it.each([
    ['from another browser and another address', { isShared: false, address: elsewhere, afterMs: 0 }],
    ...(name === 'emergency-countersigned'
      ? []
      : [['after more than an hour', { isShared: true, address: office, afterMs: hourMs + 1 }] as const]),
  ] as const)('has nothing marked %s', async (_, situation) => {
    const { before, answer, said } = await acted(name, situation);
    expect(said).toBeUndefined();
    expect(before).not.toContain('fromHere');
    if (name !== 'link-used') expect(answer).not.toContain('sameStation');
  });
});

describe('when a program acts for a person', () => {
  it('has no browser, whichever cookie it sends, and the address that it comes from', async () => {
    const { officer } = shared;
    const expiresAt = formatInstant(api.clock.atMs + hourMs);
    const token = { password: 'a long enough one', purpose: 'Files requests', expiresAt };
    const { body } = await done(officer.post('/api/account/tokens', token));
    const program = Object.assign(api.anonymous(), { mark: officer.mark, address: elsewhere });
    const headers = { authorization: `Bearer ${body.text}` };
    const answer = await done(program.call('POST', '/api/requests', form(), headers));
    const far = Object.assign(shared.custodian, { address: office });
    const near = Object.assign(custodian, { address: elsewhere });
    expect(textOf(await far.get(request(answer.body.id)))).not.toContain('fromHere');
    expect(textOf(await near.get(request(answer.body.id)))).toContain('"fromHere":"address"');
  });
});

describe('when somebody reads the catalogue', () => {
  const rowsOf = async (table: string): Promise<string> =>
    JSON.stringify((await api.database.pool.query(`select * from ${table}`)).rows);

  it('finds no address and no id of a browser beside the acts', async () => {
    await filed();
    expect(await rowsOf('act_station')).toContain('req_');
    const ids = shared.colleague.mark.split('~').map((mark) => mark.split('.')[1] as string);
    expect(ids).toHaveLength(4);
    const tables = ['act_station', 'custody_event', 'request', 'proposal', 'founding'];
    const kept = (await Promise.all(tables.map(rowsOf))).join();
    for (const secret of [office, elsewhere, ...ids]) expect(kept).not.toContain(secret);
  });

  it('finds no digest that is older than an hour, after the next act or the hourly look', async () => {
    const oldest = async () => {
      const { rows } = await api.database.pool.query<{ at: unknown }>(
        'select min(at_ms) at from act_station',
      );
      return Number(rows[0]?.at);
    };
    api.clock.atMs += hourMs + 1;
    await filed();
    expect(await oldest()).toBe(api.clock.atMs);
    await forgetStations(api.deps.stations, api.clock.atMs + hourMs + 1);
    expect(await rowsOf('act_station')).toBe('[]');
  });
});
