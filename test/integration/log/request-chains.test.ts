import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  close,
  decide,
  type FootageRequest,
  type Judge,
  newDraft,
  submit,
  type User,
} from '../../../src/access/index.ts';
import { PostgresRequestRepository } from '../../../src/adapters/postgres/access/request-repository.ts';
import { PostgresCustodyLog } from '../../../src/adapters/postgres/custody/log.ts';
import { PostgresExportRepository } from '../../../src/adapters/postgres/evidence/export-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import { type CameraId, newId } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { cancelExport, everything, orderExport } from '../../../src/evidence/index.ts';
import {
  chainPlace,
  type EvidenceRecord,
  endAfter,
  recordBytes,
  wordsDigest,
} from '../../../src/log/index.ts';
import { placeHold, releaseHold, reviewHold } from '../../../src/retention/index.ts';
import { pendingRecords } from '../../support/pending-records.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { dayMs, firstMs, type StockedWard, stockWard } from '../retention/stocked-ward.ts';

let postgres: TestPostgres;
let ward: StockedWard;
let requests: PostgresRequestRepository;
let holds: PostgresHoldRepository;
let officer: User;
let custodian: User;

beforeAll(async () => {
  postgres = await startPostgres();
  ward = await stockWard(postgres, 2);
  const { db } = ward.database;
  requests = new PostgresRequestRepository(db, aScribe());
  holds = new PostgresHoldRepository(db, aScribe());
  const facts = { fullName: 'Somebody', enabled: true, createdAtMs: 0 };
  officer = { ...facts, id: ward.officer, name: 'officer', role: 'officer' };
  custodian = { ...facts, id: newId('user', firstMs), name: 'custodian', role: 'custodian' };
  await sql`insert into app_user (id, name, full_name, role, password_hash, created_at_ms)
    values (${custodian.id}, 'custodian', 'Somebody', 'custodian', 'x', 0)`.execute(db);
});

afterAll(async () => {
  await ward?.close();
  await postgres?.stop();
});

const by = (user: User, nowMs = firstMs + dayMs): Judge => ({ user, nowMs, deputyOf: [] });
const range = { fromMs: firstMs, toMs: firstMs + dayMs };
const cameraIds = () => ward.cameras.map(({ cameraId }) => cameraId).sort();

async function filed(): Promise<FootageRequest> {
  const area = { kind: 'cameras' as const, cameraIds: cameraIds() };
  const letter = { number: '45/YC-CAP', day: '2026-11-20' };
  const said = { caseNumber: 'PC-1', letter, purpose: 'A motorbike was taken', urgency: 'routine' as const };
  const draft = newDraft({ ...said, area, range }, by(officer));
  const step = submit(draft, { cameraIds: cameraIds(), isKept: false, maxHeldBytes: 1e12 }, by(officer));
  await requests.take(step);
  return step.after;
}

async function approved(request: FootageRequest): Promise<FootageRequest> {
  const step = decide(request, { verdict: 'approved' }, by(custodian));
  await requests.take(step);
  return step.after;
}

const chainOf = (name: string) => pendingRecords(ward.database.db, name);
const acts = (records: readonly EvidenceRecord[]) =>
  records.map((record) => ('act' in record ? `${record.type} ${record.act}` : record.type));

/** Errors: a record that does not stand behind the one before it. */
function expectWhole(chain: string, records: readonly EvidenceRecord[]): void {
  records.reduce((prev, record, at) => {
    expect(chainPlace(record)).toEqual({ chain, seq: at + 1, prev });
    return endAfter(at + 1, recordBytes(record)).digest;
  }, '0'.repeat(64));
}

describe('when a request goes its way', () => {
  it('has each step, and what it holds, in one chain', async () => {
    const request = await approved(await filed());
    await requests.take(close(request, { outcome: 'found' }, by(officer)));
    const records = await chainOf(`req/${request.id}`);
    expect(acts(records)).toEqual([
      ...['req file', 'hold place', 'req approve', 'hold review', 'req close', 'release'],
    ]);
    expectWhole(`req/${request.id}`, records);
  });

  it('has no record of a draft, nor of a step that came too late', async () => {
    const draft = newDraft(
      {
        caseNumber: 'PC-1',
        purpose: 'x',
        urgency: 'routine',
        area: { kind: 'cameras', cameraIds: [] },
        range,
      },
      by(officer),
    );
    await requests.keepDraft(draft);
    expect(await chainOf(`req/${draft.id}`)).toEqual([]);
    const request = await filed();
    const two = await Promise.allSettled([approved(request), approved(request)]);
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const records = await chainOf(`req/${request.id}`);
    expect(acts(records)).toEqual(['req file', 'hold place', 'req approve', 'hold review']);
    expectWhole(`req/${request.id}`, records);
  });

  it('has in its chain that a person looked at its hold again', async () => {
    const request = await filed();
    const [hold] = (await holds.list()).filter(({ requestId }) => requestId === request.id);
    if (!hold) throw new Error('the request holds nothing');
    await reviewHold(holds, by(custodian), hold, firstMs + 9 * dayMs);
    const newest = (await chainOf(`req/${request.id}`)).at(-1);
    const review = new Date(firstMs + 9 * dayMs).toISOString();
    expect(newest).toMatchObject({ type: 'hold', act: 'review', hold: hold.id, review, role: 'custodian' });
  });
});

const cameraId = () => cameraIds()[0] as CameraId;

describe('when somebody looks under a request', () => {
  it('has the look in the chain of the request, once, also when its event is appended again', async () => {
    const { id: requestId } = await approved(await filed());
    const log = new PostgresCustodyLog(ward.database.db, aScribe());
    const look = { requestId, cameraId: cameraId(), range };
    const detail = { gops: 2, sizeBytes: 7 };
    const events = [
      custodyEvent(by(officer), 'playlist-issued', look),
      custodyEvent(by(officer), 'gops-served', { ...look, detail }),
      custodyEvent(by(officer), 'denied', { requestId }),
    ];
    await log.append(...events.slice(0, 1));
    await log.append(...events);
    await log.append(...events);
    const records = await chainOf(`req/${requestId}`);
    expect(acts(records).slice(4)).toEqual(['acc playlist', 'acc gops']);
    expect(records.at(-1)).toMatchObject({ cam: cameraId(), gops: 2, bytes: 7, role: 'officer' });
    expectWhole(`req/${requestId}`, records);
  });

  it('keeps one chain for each request, however many look at once', async () => {
    const two = [await filed(), await filed()];
    const log = new PostgresCustodyLog(ward.database.db, aScribe());
    const looks = (way: readonly FootageRequest[]) =>
      way.map(({ id: requestId }) =>
        custodyEvent(by(officer), 'still-issued', { requestId, cameraId: cameraId(), range }),
      );
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => log.append(...looks(at % 2 ? two : two.toReversed()))),
    );
    for (const { id } of two) {
      const records = await chainOf(`req/${id}`);
      expect(records).toHaveLength(12);
      expectWhole(`req/${id}`, records);
    }
  });
});

describe('when an export is ordered', () => {
  it('has in the chain of the request what was ordered, and how it ended', async () => {
    const { id: requestId } = await approved(await filed());
    const exports = new PostgresExportRepository(ward.database.db, aScribe());
    const first = await orderExport(exports, by(officer), { requestId, choice: everything });
    await expect(orderExport(exports, by(officer), { requestId, choice: everything })).rejects.toMatchObject({
      code: 'export-under-way',
    });
    await cancelExport(exports, by(officer), { id: first, requestId });
    const second = await orderExport(exports, by(officer), { requestId, choice: everything });
    await exports.settle(second, { state: 'failed', failure: 'store-full', atMs: firstMs });
    const third = await orderExport(exports, by(officer), { requestId, choice: everything });
    const content = { files: 0, sizeBytes: 9, manifestSha256: 'a'.repeat(64) };
    const built = custodyEvent({ nowMs: firstMs }, 'export-built', { requestId });
    await exports.build(third, { files: [], content }, built);
    const records = (await chainOf(`req/${requestId}`)).slice(4);
    expect(acts(records)).toEqual(['ord', 'exp cancel', 'ord', 'exp fail', 'ord', 'exp build']);
    expect(records[0]).toMatchObject({ exp: first, cams: cameraIds(), originals: 'with', clips: 'with' });
    expect(records[3]).toMatchObject({ exp: second, why: 'store-full', role: 'service' });
    expect(records[5]).toMatchObject({ exp: third, bytes: 9, files: 0, sha256: 'a'.repeat(64) });
    expectWhole(`req/${requestId}`, await chainOf(`req/${requestId}`));
  });
});

describe('when somebody holds footage by hand', () => {
  it('has a chain of the hold, from its placing to its release', async () => {
    const draft = { cameraIds: cameraIds(), range, caseNumber: 'PC-2', reason: 'Court', reviewAtMs: firstMs };
    const { hold } = await placeHold({ holds, maxHeldBytes: 1e12 }, by(custodian), draft);
    await reviewHold(holds, by(officer), hold, firstMs + dayMs);
    await releaseHold(holds, by(custodian), hold, 'Closed');
    const records = await chainOf(`hold/${hold.id}`);
    expect(acts(records)).toEqual(['hold place', 'hold review', 'release']);
    expectWhole(`hold/${hold.id}`, records);
    const [placed, , released] = records;
    expect(placed).toMatchObject({ case: 'PC-2', reason: wordsDigest(placed?.salt ?? '', 'Court') });
    expect(released).toMatchObject({ reason: wordsDigest(released?.salt ?? '', 'Closed') });
  });

  it('has no record of a hold that was released already', async () => {
    const unknown = { id: newId('hold', firstMs) } as Parameters<typeof reviewHold>[2];
    await expect(reviewHold(holds, by(officer), unknown, firstMs)).rejects.toMatchObject({
      code: 'hold-released',
    });
    expect(await chainOf(`hold/${unknown.id}`)).toEqual([]);
  });
});
