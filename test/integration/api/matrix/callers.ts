import { roles } from '../../../../src/access/index.ts';
import { aUser, type TestApi } from '../api-harness.ts';
import type { Client } from '../client.ts';
import type { Caller } from './cells.ts';
import { aToken } from './things.ts';

/** What a caller shows: cookies or a token. */
export interface Credentials {
  readonly cookie: string;
  readonly mark: string;
  readonly token?: string;
}

const none: Credentials = { cookie: '', mark: '' };

const cookiesOf = ({ cookie, mark }: Client): Credentials => ({ cookie, mark });

/** The credentials of every caller of a ward. */
export async function credentialsIn(api: TestApi): Promise<ReadonlyMap<Caller, Credentials>> {
  const all = new Map<Caller, Credentials>([
    ['nobody', none],
    ['half signed in', await halfSignedIn(api, 'newcomer')],
  ]);
  for (const role of roles) {
    const client = await api.as(role);
    const { body } = await client.post('/api/account/tokens', aToken);
    all.set(role, cookiesOf(client));
    all.set(`program of ${role}`, { ...none, token: body.text });
  }
  return all;
}

/** Credentials of a caller who is about to sign out. */
export async function leaving(api: TestApi, caller: Caller): Promise<Credentials | undefined> {
  const name = `leaver-${caller.replaceAll(' ', '-')}`;
  if (caller === 'half signed in') return halfSignedIn(api, name);
  const role = roles.find((each) => each === caller);
  return role && cookiesOf(await api.as(role, name));
}

async function halfSignedIn(api: TestApi, name: string): Promise<Credentials> {
  await api.deps.users.create(...aUser('officer', name));
  const client = api.anonymous();
  const { body } = await client.post('/api/session', { name, password: aToken.password });
  if (body.owes !== 'enrolment') throw new Error(`${name} owes ${body.owes}`);
  return cookiesOf(client);
}

/** A call with these credentials, to the service of any ward. */
export const clientWith = (api: TestApi, { cookie, mark }: Credentials): Client =>
  Object.assign(api.anonymous(), { cookie, mark });

export const headersOf = ({ token }: Credentials): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };
