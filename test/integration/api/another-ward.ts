import { orderHostReset } from '../../../src/access/index.ts';
import { type CameraId, formatInstant, hourMs, newId } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import type { CameraMove } from '../../../src/discovery/index.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, type TestApi } from './api-harness.ts';
import type { Answer } from './client.ts';
import { approved } from './filing.ts';
import { aCamera, aNeighbourhood, filmed } from './ward-footage.ts';

/** The values of path parameters; of `:id` by the noun before it. */
export type ThingsOfPath = Readonly<Record<string, string>>;

export const theirNode = newId('node', noonMs);

const at = (ms: number): string => formatInstant(noonMs + ms);

/** Makes one of everything that a path can name. */
export async function aFullWard(api: TestApi): Promise<ThingsOfPath> {
  const neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  const camera = await aCamera(api, { name: 'Cổng chợ', neighbourhoodId });
  const [segmentId = ''] = await filmed(api, camera, { fromMs: noonMs - 60_000, count: 1 });
  const numbers = { number: '0', line: '2' };
  const jobs = { queue: `ingest-segment.${theirNode}`, jobId: 'ingest-segment_gone' };
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
  const officer = await api.as('officer');
  const { rows } = await api.database.pool.query<{ users: string; pseudonym: string }>(
    `select id as users, pseudonym from app_user join actor_pseudonym on user_id = id where name = 'officer'`,
  );
  const { body } = await officer.get('/api/account/sessions');
  const token = await made(officer.post('/api/account/tokens', aToken));
  const sessionId = body.sessions[0]?.id ?? '';
  return { ...rows[0], sessions: sessionId, sessionId, tokens: token.body.id, tokenId: token.body.id };
}

export const aToken = { password: 'a long enough one', purpose: 'statistics', expiresAt: at(hourMs) };

async function thingsOfTechnicians(api: TestApi, cameraId: CameraId): Promise<ThingsOfPath> {
  const technician = await api.as('technician');
  const csv = 'name,neighbourhood,stream_url\nNgõ 5,Khu phố 7,rtsp://192.0.2.8/1\n';
  const move: CameraMove = {
    id: newId('move', noonMs),
    cameraId,
    address: '192.0.2.66',
    found: { xaddrs: ['http://192.0.2.66/'], scopes: [] },
    doubt: 'unproven',
    differences: [],
    seenAtMs: noonMs,
  };
  await api.deps.moves.keep(move, custodyEvent({ nowMs: noonMs }, 'camera-doubted', { cameraId }));
  const [discovery, imported] = [
    await made(technician.post('/api/discoveries')),
    await made(technician.call('POST', '/api/imports', csv, { 'content-type': 'text/csv' })),
  ];
  return { moves: move.id, discoveries: discovery.body.id, imports: imported.body.id };
}

async function thingsOfCases(api: TestApi, cameraId: CameraId): Promise<ThingsOfPath> {
  const [officer, custodian] = [await api.as('officer'), await api.as('custodian')];
  const range = { from: at(-60_000), to: at(-60_000 + segmentMs) };
  const request = (await made(approved(api, officer, { area: { cameras: [cameraId] }, ...range }))).body.id;
  const reason = { caseNumber: 'VV-1', reason: 'A motorbike was taken', reviewAt: at(24 * hourMs) };
  const [hold, ordered, deputy] = [
    await made(officer.post('/api/holds', { cameras: [cameraId], ...range, ...reason })),
    await made(officer.post(`/api/requests/${request}/exports`)),
    await made(custodian.post('/api/deputies', { name: 'technician', from: at(0), to: at(hourMs) })),
  ];
  const proposals = await aProposal(api);
  const resets = await aReset(api);
  const ids = { proposals, resets, holds: hold.body.id, exportId: ordered.body.id, deputies: deputy.body.id };
  return { ...ids, requests: request, drafts: request };
}

/** Of an admin, in a ward that is founded: a request was approved. */
async function aProposal(api: TestApi): Promise<string> {
  const [admin, officer] = [await api.as('admin'), await api.deps.users.byName('officer')];
  const act = { kind: 'reset', userId: officer?.id, purpose: 'password' };
  return (await made(admin.post('/api/proposals', act))).body.id;
}

/** Of an officer, ordered on the host. */
async function aReset(api: TestApi): Promise<string> {
  const officer = await api.deps.users.byName('officer');
  if (!officer) throw new Error('there is no officer');
  const options = { isFounding: false, timeZone: 'UTC' };
  await orderHostReset(api.deps.resets, { nowMs: noonMs }, officer, options);
  return (await api.deps.resets.pending(noonMs))[0]?.sha256 ?? '';
}

async function made(call: Promise<Answer>): Promise<Answer> {
  const answer = await call;
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.body.code} ${answer.body.field}`);
  return answer;
}
