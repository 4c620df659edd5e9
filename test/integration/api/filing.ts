import { requestMembers, usersOfRequest } from '../../../src/adapters/postgres/access/request-record.ts';
import { namedBy } from '../../../src/adapters/postgres/custody/acted.ts';
import { pseudonymsOfUsers } from '../../../src/adapters/postgres/custody/append.ts';
import type { RequestId } from '../../../src/core/index.ts';
import { aScribe } from '../../support/scribe.ts';
import type { TestApi } from './api-harness.ts';
import type { Answer, Client } from './client.ts';

/** What an officer writes; the area and the time are the test's. */
export const aForm = (over: object): object => ({
  caseNumber: 'VA-2026/118',
  authority: 'Công an phường Cẩm Thịnh',
  legalBasis: 'BLTTHS Điều 88',
  letter: { number: '45/YC-CAP', day: '2026-11-20' },
  purpose: 'A motorbike was taken at the market gate.',
  ...over,
});

/** Who receives a bundle. */
export const aRecipient = { name: 'Trần Văn Bình', agency: 'Công an tỉnh Hoa Sim', paper: '118/GGT-CATP' };

/** A form that was signed on the day of the tests. */
export const aSignedForm = { ...aRecipient, signedOn: '2026-11-21', sha256: '0'.repeat(64) };

/** Files a request and has a custodian approve it. Answers the filing, whatever it was. */
export async function approved(api: TestApi, officer: Client, over: object): Promise<Answer> {
  const filed = await officer.post('/api/requests', aForm(over));
  if (filed.status === 201) await decided(api, filed.body.id, { verdict: 'approved' });
  return filed;
}

const custodians = new WeakMap<TestApi, Promise<Client>>();

/** Says it as a custodian who is nobody else in the test. */
export async function decided(api: TestApi, requestId: string, said: object): Promise<Answer> {
  const signedIn = custodians.get(api) ?? api.as('custodian', 'decider');
  custodians.set(api, signedIn);
  const custodian = await signedIn;
  const answer = await custodian.post(`/api/requests/${requestId}/decision`, said);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body.code}`);
  return answer;
}

/** An approved request, as it is when that time is over; the clock of the test stands still. */
export async function expired(
  { database: { db }, deps }: TestApi,
  named: string,
  atMs: number,
): Promise<void> {
  const id = named as RequestId;
  await db.updateTable('request').set({ expires_at_ms: atMs }).where('id', '=', id).execute();
  const request = await deps.requests.byId(id);
  if (!request) throw new Error('no such request');
  await db.transaction().execute(async (trx) => {
    const nameOf = namedBy(await pseudonymsOfUsers(trx, usersOfRequest(request)));
    await aScribe().state(trx, (salt) => ({
      ...requestMembers(request, { salt, nameOf }),
      ...{ act: 'approve', role: 'service' },
    }));
  });
}
