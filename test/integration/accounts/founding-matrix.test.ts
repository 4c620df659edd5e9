import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { everyRole, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';

/** What an admin is answered while the ward is being founded, and afterwards. Everybody else is turned away before. */
const answers = {
  'post /api/users': ['taken', 'proposal-needed'],
  'patch /api/users/:id': ['taken', 'proposal-needed'],
  'post /api/users/:id/password-reset': ['taken', 'proposal-needed'],
  'post /api/users/:id/second-factor-reset': ['taken', 'proposal-needed'],
  'post /api/proposals': ['proposal-unneeded', 'taken'],
  'post /api/founding/offer': ['taken', 'founding-over'],
} as const;
type Differing = keyof typeof answers;
const routes = Object.keys(answers) as Differing[];

let postgres: TestPostgres;
let api: TestApi;
let list: { peopleSha256: string };
let subject: string;
const clients = new Map<string, Client>();

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  for (const role of everyRole) clients.set(role, await api.as(role));
  await api.as('officer', 'subject');
  subject = (await api.deps.users.byName('subject'))?.id ?? '';
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const bodies: Readonly<Record<Differing, () => object | undefined>> = {
  'post /api/users': () => ({ name: 'made-in-founding', fullName: 'Lê Bình', role: 'officer' }),
  'patch /api/users/:id': () => ({ enabled: true }),
  'post /api/users/:id/password-reset': () => undefined,
  'post /api/users/:id/second-factor-reset': () => undefined,
  'post /api/proposals': () => ({ kind: 'enable', userId: subject }),
  'post /api/founding/offer': () => ({ peopleSha256: list.peopleSha256 }),
};

async function codeOf(route: Differing, role: string): Promise<string> {
  const [method = '', path = ''] = route.split(' ');
  const { bytes } = await (clients.get('admin') as Client).get('/api/founding');
  list = JSON.parse(bytes.toString()) as typeof list;
  const client = clients.get(role) as Client;
  const answer = await client.call(method.toUpperCase(), path.replace(':id', subject), bodies[route]());
  return answer.status < 300 ? 'taken' : answer.body.code;
}

/** The founding is the custodian's too. */
const isAnswered = (route: Differing, role: string): boolean =>
  role === 'admin' || (role === 'custodian' && route === 'post /api/founding/offer');

describe.each(['founding', 'founded'] as const)('when the ward is %s', (state) => {
  beforeAll(async () => {
    if (state === 'founded')
      await api.database.pool.query("update founding set closed_at_ms = 0, how = 'together'");
  });

  it.each(routes)('answers everyone as the table says: %s', async (route) => {
    const [founding, founded] = answers[route];
    for (const role of everyRole) {
      const expected = state === 'founding' ? founding : founded;
      expect([role, await codeOf(route, role)]).toEqual([
        role,
        isAnswered(route, role) ? expected : 'role-refused',
      ]);
    }
  });
});
