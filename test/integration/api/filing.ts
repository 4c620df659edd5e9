import type { TestApi } from './api-harness.ts';
import type { Answer, Client } from './client.ts';

/** What an officer writes; the area and the time are the test's. */
export const aForm = (over: object): object => ({
  caseNumber: 'VA-2026/118',
  authority: 'Công an phường Cẩm Thịnh',
  legalBasis: 'BLTTHS Điều 88',
  purpose: 'A motorbike was taken at the market gate.',
  ...over,
});

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
