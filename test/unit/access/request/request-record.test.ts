import { describe, expect, it } from 'vitest';
import {
  addLetter,
  close,
  countersign,
  decide,
  type FootageRequest,
  openEmergency,
  reviewEmergency,
  type Step,
} from '../../../../src/access/index.ts';
import { differingMember, requestFact } from '../../../../src/adapters/postgres/access/request-record.ts';
import { newId, type UserId } from '../../../../src/core/index.ts';
import { type EvidenceRecord, parseRecord, recordBytes, recordOfFact } from '../../../../src/log/index.ts';
import { noonMs } from '../../../support/hand-clock.ts';
import { aDraft, aUser, by, camera, submitting } from './a-request.ts';

const officer = aUser('officer');
const colleague = aUser('officer');
const custodian = aUser('custodian');
const other = aUser('custodian');

const hex = (user: UserId): string => Buffer.from(user).toString('hex').slice(-32).padStart(32, '0');
const nameOf = (user: UserId): string => `psn_${hex(user)}`;
const salt = 'AAECAwQFBgcICQoLDA0ODw==';

type RequestRecord = Extract<EvidenceRecord, { type: 'req' }>;

function recordOf({ after, events }: Step): RequestRecord {
  const fact = requestFact(after, events, { salt, nameOf });
  const bytes = recordBytes(
    recordOfFact(fact, {
      v: 1,
      log: 'minhchung.internal/ward_test/evidence/01',
      id: newId('record', noonMs),
      at: '2026-11-21T12:00:00.000Z',
      boot: 'boot-1',
      mono_ms: 1,
      clk: { state: 'sync' },
      by: { id: 'node/test', version: '0', build: '0' },
      salt,
    }),
  );
  return parseRecord(bytes) as RequestRecord;
}

const filed = submitting(officer, noonMs, { report: 'ANTT-7' });
const approved = decide(
  filed.after,
  { verdict: 'approved', reason: 'In order' },
  by(aUser('officer'), noonMs + 1, [other.id]),
);
const call = {
  cameraIds: [camera],
  reason: 'A child is lost',
  limits: { unreviewed: 2, cameras: 20 },
  earlier: [],
};
const opened = openEmergency(aDraft(), call, by(officer));
const signed = countersign(opened.after, by(colleague, noonMs + 2));
const written = { authority: 'Công an tỉnh', number: '46/YC', day: '2026-11-22' };
const adding = (to: FootageRequest, number: string, nowMs: number): Step =>
  addLetter(to, { ...written, number }, by(officer, nowMs), 'Asia/Ho_Chi_Minh');
const lettered = adding(signed.after, '46/YC', noonMs + 4);
const corrected = adding(lettered.after, '47/YC', noonMs + 5);
const steps: readonly [act: string, Step][] = [
  ['file', filed],
  ['approve', approved],
  ['refuse', decide(filed.after, { verdict: 'refused', reason: 'Too wide' }, by(custodian))],
  ['close', close(approved.after, { outcome: 'found', note: 'Plate read' }, by(officer, noonMs + 3))],
  ['withdraw', close(filed.after, { outcome: 'withdrawn' }, by(officer))],
  ['open', opened],
  ['countersign', signed],
  ['letter', lettered],
  ['letter', corrected],
  ['review', reviewEmergency(signed.after, { verdict: 'not-justified', reason: 'No' }, by(custodian))],
];

describe('when a step of a request is stated', () => {
  it.each(steps)('is a record of %s, which agrees with the request in every member', (act, step) => {
    const record = recordOf(step);
    expect(record).toMatchObject({ type: 'req', act, req: step.after.id, revision: step.after.revision });
    expect(differingMember(step.after, record, nameOf)).toBeUndefined();
    expect(record.actor).toBe(nameOf(step.events[0]?.actor as UserId));
  });

  it('names no user and holds no words, save the case number', () => {
    const text = JSON.stringify(steps.map(([, step]) => recordOf(step)));
    for (const word of [
      'motorbike',
      'Công an',
      'Điều 99',
      'ANTT-7',
      '45/YC-CAP',
      '46/YC',
      '47/YC',
      'In order',
      'child',
      'Plate',
      officer.id,
    ])
      expect(text).not.toContain(word);
    expect(text).toContain('PC-1');
  });

  it('is refused where no event is one of a step', () => {
    const fault = () => requestFact(filed.after, [], { salt, nameOf });
    expect(fault).toThrow('no event of the step');
  });
});

const second = { ...approved.after.decision, byId: custodian.id } as NonNullable<FootageRequest['decision']>;

/** Whatever else a request says than its record. */
const changes: readonly [member: string, Partial<FootageRequest>][] = [
  ['area', { area: { kind: 'cameras', cameraIds: [newId('camera', noonMs)] } }],
  ['authority', { authority: 'Another' }],
  ['basis', { legalBasis: 'Another' }],
  ['letter', { letter: { number: '45/YC-CAP', day: '2026-11-20' } }],
  ['letter', { letter: { number: '46/YC-CAP', day: '2026-11-21' } }],
  ['cams', { cameraIds: [camera, newId('camera', noonMs)] }],
  ['case', { caseNumber: 'PC-2' }],
  ['closing', { closing: { atMs: noonMs, byId: officer.id, outcome: 'found' } }],
  ['created', { createdAtMs: noonMs - 1 }],
  ['decision', { decision: second }],
  ['emergency', { emergency: { reason: 'A child is lost' } }],
  ['purpose', { purpose: 'Another' }],
  ['report', { report: 'ANTT-8' }],
  ['requester', { requesterId: colleague.id }],
  ['revision', { revision: 9 }],
  ['state', { state: 'closed' }],
  ['t0', { range: { fromMs: noonMs - 60_001, toMs: noonMs } }],
  ['t1', { range: { fromMs: noonMs - 60_000, toMs: noonMs + 1 } }],
  ['until', { expiresAtMs: (approved.after.expiresAtMs ?? 0) + 1 }],
  ['urgency', { urgency: 'urgent' }],
];

describe('when a request was changed past its steps', () => {
  it.each(changes)('differs from its newest record in %s', (member, change) => {
    expect(differingMember({ ...approved.after, ...change }, recordOf(approved), nameOf)).toBe(member);
  });

  it('differs where it has lost what its record says', () => {
    const { report: _, ...without } = approved.after;
    expect(differingMember(without, recordOf(approved), nameOf)).toBe('report');
    const { letter: _letter, ...bare } = approved.after;
    expect(differingMember(bare, recordOf(approved), nameOf)).toBe('letter');
  });

  it('differs where a written request that was corrected is another one', () => {
    const { emergency } = corrected.after;
    const [first, second] = emergency?.letters ?? [];
    if (!emergency || !first || !second) throw new Error('two letters were added');
    const others = [
      [second],
      [{ ...first, number: '40/YC' }, second],
      [first, { ...second, byId: other.id }],
    ];
    for (const letters of others) {
      const changed = { ...corrected.after, emergency: { ...emergency, letters } };
      expect(differingMember(changed, recordOf(corrected), nameOf)).toBe('emergency');
    }
  });

  it('differs whatever form it has', () => {
    for (const broken of [
      { decision: { byId: 1 } },
      { area: [1.5] },
      { range: {} },
      { requesterId: 'usr_x' },
    ])
      expect(
        differingMember(
          { ...approved.after, ...broken } as unknown as FootageRequest,
          recordOf(approved),
          nameOf,
        ),
      ).toBeDefined();
  });
});
