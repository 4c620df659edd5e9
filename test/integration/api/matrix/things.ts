import { orderHostReset } from '../../../../src/access/index.ts';
import { type CameraId, formatInstant, hourMs, newId, sha256Hex } from '../../../../src/core/index.ts';
import { custodyEvent } from '../../../../src/custody/index.ts';
import type { CameraMove } from '../../../../src/discovery/index.ts';
import type { ExportId } from '../../../../src/evidence/index.ts';
import { segmentMs } from '../../../support/segment-bytes.ts';
import { noonMs, type TestApi } from '../api-harness.ts';
import type { Answer } from '../client.ts';
import { approved, aRecipient } from '../filing.ts';
import { aCamera, aNeighbourhood, filmed } from '../ward-footage.ts';

/** The values of path parameters; of `:id` by the noun before it, or by its route where another one spends the first. */
export type ThingsOfPath = Readonly<Record<string, string>>;

const at = (ms: number): string => formatInstant(noonMs + ms);

/** Makes one of everything that a path can name. */
export async function aFullWard(api: TestApi): Promise<ThingsOfPath> {
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  const camera = await aCamera(api, { name: 'Cổng chợ', neighbourhoodId });
  const [segmentId = ''] = await filmed(api, camera, { fromMs: noonMs - 60_000, count: 1 });
  const numbers = { number: '0', frame: '0', line: '2' };
  const [node] = [...(await api.deps.workerNodes()).keys()];
  const jobs = { queue: `ingest-segment.${node}`, jobId: 'ingest-segment_gone' };
  return {
    cameras: camera.id,
    cameraId: camera.id,
    segmentId,
    ...numbers,
    ...jobs,
    ...(await thingsOfPeople(api)),
    ...(await thingsOfTechnicians(api, camera.id)),
    ...(await thingsOfCases(api, camera.id)),
  };
}

async function thingsOfPeople(api: TestApi): Promise<ThingsOfPath> {
  const { rows } = await api.database.pool.query<{ pseudonym: string }>(
    `select pseudonym from app_user join actor_pseudonym on user_id = id where name = 'officer'`,
  );
  const [own, other] = [await accountOf(api, 'officer'), await accountOf(api, subject)];
  return {
    ...rows[0],
    sessions: own.session,
    tokens: own.token,
    users: other.user,
    sessionId: other.session,
    tokenId: other.token,
  };
}

/** The officer whose account others change: nobody calls as this one. */
const subject = 'subject';

async function accountOf(api: TestApi, name: string) {
  const client = await api.as('officer', name);
  // Beside the session that calls, one to be ended.
  const second = await api.as('officer', name);
  const [user, sessions, token] = [
    await client.get('/api/session'),
    await second.get('/api/account/sessions'),
    await made(client.post('/api/account/tokens', aToken)),
  ];
  const session = sessions.body.sessions.find(({ isCurrent }) => isCurrent)?.id ?? '';
  return { user: user.body.id, session, token: token.body.id };
}

export const aToken = { password: 'a long enough one', purpose: 'statistics', expiresAt: at(hourMs) };

async function thingsOfTechnicians(api: TestApi, cameraId: CameraId): Promise<ThingsOfPath> {
  const technician = await api.as('technician');
  const csv = 'name,neighbourhood,stream_url\nNgõ 5,Khu phố 7,rtsp://192.0.2.8/1\n';
  const [discovery, imported] = [
    await made(technician.post('/api/discoveries')),
    await made(technician.call('POST', '/api/imports', csv, { 'content-type': 'text/csv' })),
  ];
  return {
    moves: await aMove(api, cameraId, '192.0.2.66'),
    'post /api/moves/:id/refuse': await aMove(api, cameraId, '192.0.2.67'),
    discoveries: discovery.body.id,
    imports: imported.body.id,
  };
}

async function aMove(api: TestApi, cameraId: CameraId, address: string): Promise<string> {
  const move: CameraMove = {
    id: newId('move', noonMs),
    cameraId,
    address,
    found: { xaddrs: [`http://${address}/`], scopes: [] },
    doubt: 'unproven',
    differences: [],
    seenAtMs: noonMs,
  };
  await api.deps.moves.keep(move, custodyEvent({ nowMs: noonMs }, 'camera-doubted', { cameraId }));
  return move.id;
}

async function thingsOfCases(api: TestApi, cameraId: CameraId): Promise<ThingsOfPath> {
  const [officer, custodian] = [await api.as('officer'), await api.as('custodian')];
  await api.as('technician', 'deputy');
  const range = { from: at(-60_000), to: at(-60_000 + segmentMs) };
  const request = (await made(approved(api, officer, { area: { cameras: [cameraId] }, ...range }))).body.id;
  const reason = { caseNumber: 'VV-1', reason: 'A motorbike was taken', reviewAt: at(24 * hourMs) };
  const mark = { cameraId, at: at(-60_000), note: 'A motorbike passes' };
  const nowhere = { near: { lat: 10, lon: 106 }, radiusM: 100 };
  const asked = { caseNumber: 'VV-1', area: nowhere, from: range.from, to: at(0) };
  const [hold, ordered, deputy, marked, negative] = [
    await made(officer.post('/api/holds', { cameras: [cameraId], ...range, ...reason })),
    await made(officer.post(`/api/requests/${request}/exports`)),
    await made(custodian.post('/api/deputies', { name: 'deputy', from: at(0), to: at(hourMs) })),
    await made(officer.post(`/api/requests/${request}/marks`, mark)),
    await made(officer.post('/api/negative-answers', asked)),
  ];
  const proposals = await aProposal(api);
  const resets = await aReset(api);
  const { rows } = await api.database.pool.query<{ id: string }>(
    `select id from custody_event where event = 'export-ordered' order by seq desc limit 1`,
  );
  const handOverId = await aHandOver(api, ordered.body.id as ExportId);
  const ids = { proposals, resets, holds: hold.body.id, exportId: ordered.body.id, deputies: deputy.body.id };
  return {
    ...ids,
    markId: marked.body.id,
    eventId: rows[0]?.id ?? '',
    handOverId,
    'negative-answers': negative.body.id,
    requests: request,
    drafts: request,
  };
}

/** With an open link; as for what is ready. */
async function aHandOver(api: TestApi, exportId: ExportId): Promise<string> {
  const officer = await api.deps.users.byName('officer');
  if (!officer) throw new Error('there is no officer');
  const [id, madeAtMs] = [newId('handOver', noonMs), noonMs];
  const made = { id, exportId, givenById: officer.id, madeAtMs, recipient: aRecipient };
  const event = custodyEvent({ nowMs: noonMs, user: officer }, 'hand-over-offered');
  await api.deps.handOvers.offer({ ...made, endsAtMs: noonMs + hourMs }, sha256Hex(Buffer.from(id)), event);
  return id;
}

/** Of an admin, in a ward that is founded: a request was approved. */
async function aProposal(api: TestApi): Promise<string> {
  const [admin, about] = [await api.as('admin'), await api.deps.users.byName(subject)];
  const act = { kind: 'reset', userId: about?.id, purpose: 'password' };
  return (await made(admin.post('/api/proposals', act))).body.id;
}

/** Of an officer, ordered on the host. */
async function aReset(api: TestApi): Promise<string> {
  const about = await api.deps.users.byName(subject);
  if (!about) throw new Error(`there is no ${subject}`);
  const options = { isFounding: false, timeZone: 'UTC' };
  await orderHostReset(api.deps.resets, { nowMs: noonMs }, about, options);
  return (await api.deps.resets.pending(noonMs))[0]?.sha256 ?? '';
}

async function made(call: Promise<Answer>): Promise<Answer> {
  const answer = await call;
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.body.code} ${answer.body.field}`);
  return answer;
}
