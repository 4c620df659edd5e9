import { describe, expect, it } from 'vitest';
import {
  type Confirmer,
  confirmProposal,
  type Proposal,
  type ProposedAct,
  propose,
  type Role,
  refuseProposal,
  type User,
  type WardPeople,
  withdrawProposal,
} from '../../../../src/access/index.ts';
import { dayMs, hourMs } from '../../../../src/core/index.ts';
import { noonMs } from '../../../support/hand-clock.ts';
import { aUser, codeOf } from '../request/a-request.ts';

const admin = aUser('admin');
const custodian = aUser('custodian');
const officer = aUser('officer', { name: 'lan' });
const auditor = aUser('auditor');
const technician = aUser('technician');
const people = [admin, custodian, officer, auditor, technician];
const foundedAtMs = noonMs - 30 * dayMs;
const founded = (list: readonly User[] = people) => ({
  people: list,
  founding: { isOpen: false, atMs: foundedAtMs, how: 'together' } as const,
  waiting: [] as Proposal[],
});
const by = (user: User, over: Partial<Confirmer> = {}): Confirmer => ({
  user,
  nowMs: noonMs,
  deputyOf: [],
  ...over,
});

const make = (role: Role): ProposedAct => ({
  kind: 'make',
  user: { name: 'minh', fullName: 'Trần Minh', role },
});
const resetOf = (user: User): ProposedAct => ({ kind: 'reset', userId: user.id, purpose: 'second-factor' });
const proposed = (act: ProposedAct, ward = founded()): Proposal => propose(act, by(admin), ward).after;

describe('when an admin proposes an act', () => {
  it.each<[string, ProposedAct]>([
    ['to make an officer', make('officer')],
    ['to make a custodian', make('custodian')],
    ['to make an auditor', make('auditor')],
    ['to reset an officer', resetOf(officer)],
    ['to enable a custodian', { kind: 'enable', userId: custodian.id }],
    ['to make a technician an officer', { kind: 'change-role', userId: technician.id, role: 'officer' }],
    ['to make an officer a technician', { kind: 'change-role', userId: officer.id, role: 'technician' }],
  ])('%s, it waits, is recorded and is told, and changes nothing yet', (_, act) => {
    const { after, effect, events, letters } = propose(act, by(admin), founded());
    expect(after).toMatchObject({ act, proposerId: admin.id });
    expect(effect).toBeUndefined();
    expect(events).toMatchObject([{ event: 'account-proposed', actor: admin.id }]);
    expect(letters[0]?.to).toContain(custodian.id);
    expect(JSON.stringify(events)).not.toMatch(/Trần|minh|The /);
  });

  it.each<[string, ProposedAct, ReturnType<typeof founded> | object, string]>([
    ['a technician', make('technician'), {}, 'proposal-unneeded'],
    ['another admin', make('admin'), {}, 'proposal-unneeded'],
    ['in a founding', make('officer'), { founding: { isOpen: true } }, 'proposal-unneeded'],
    ['a name that is taken', { kind: 'make', user: { ...officer } }, {}, 'user-name-taken'],
    [
      'a bad name',
      { kind: 'make', user: { name: 'X', fullName: 'X', role: 'officer' } },
      {},
      'user-name-invalid',
    ],
    ['nobody', { kind: 'enable', userId: aUser('officer').id }, {}, 'user-not-found'],
    ['themselves', { kind: 'change-role', userId: admin.id, role: 'custodian' }, {}, 'user-is-self'],
    ['the same twice', make('officer'), { waiting: [proposed(make('custodian'))] }, 'proposal-waiting'],
  ])('is refused of %s', (_, act, ward, code) => {
    expect(codeOf(() => propose(act, by(admin), { ...founded(), ...ward }))).toBe(code);
  });
});

describe('when a proposal is answered', () => {
  const young = (user: User): User => ({ ...user, createdAtMs: noonMs - 72 * hourMs + 1 });
  const confirm =
    (proposal: Proposal, who: Confirmer, ward: WardPeople = founded()) =>
    () =>
      confirmProposal(proposal, who, ward);
  const ofCustodian = proposed(resetOf(custodian));
  const second = aUser('custodian', { name: 'second' });

  it('does what was proposed', () => {
    const { after, effect, events } = confirmProposal(proposed(make('officer')), by(custodian), founded());
    expect(after).toMatchObject({ answer: { verdict: 'confirmed', byId: custodian.id } });
    expect(effect).toMatchObject({
      kind: 'create',
      user: { id: after.madeId, role: 'officer', enabled: true },
    });
    expect(effect).not.toHaveProperty('user.passwordHash');
    expect(events.map(({ event }) => event)).toEqual(['account-confirmed', 'user-created']);
    const change = proposed({ kind: 'change-role', userId: technician.id, role: 'officer' });
    expect(confirmProposal(change, by(custodian), founded()).effect).toEqual({
      kind: 'change',
      id: technician.id,
      changes: { role: 'officer', roleSinceMs: noonMs },
    });
    expect(confirmProposal(proposed(resetOf(officer)), by(custodian), founded()).effect).toBeUndefined();
  });

  it.each<[string, () => unknown, string]>([
    ['by a custodian', confirm(ofCustodian, by(second), founded([...people, second])), 'taken'],
    [
      'by its proposer, who became a custodian',
      confirm(proposed(make('officer')), by({ ...admin, role: 'custodian' })),
      'own-proposal',
    ],
    ['by its subject', confirm(ofCustodian, by(custodian)), 'own-proposal'],
    [
      'by an auditor where a custodian can',
      confirm(proposed(make('officer')), by(auditor)),
      'custodian-confirms',
    ],
    [
      'by a deputy where a custodian can',
      confirm(proposed(make('officer')), by(technician, { deputyOf: [custodian.id] })),
      'custodian-confirms',
    ],
    ['by an auditor about the only custodian', confirm(ofCustodian, by(auditor)), 'taken'],
    [
      'by a deputy about the only custodian',
      confirm(ofCustodian, by(technician, { deputyOf: [custodian.id] })),
      'taken',
    ],
    ['by a technician who is nobody’s deputy', confirm(ofCustodian, by(technician)), 'custodian-confirms'],
    [
      'by an auditor about the only custodian who is enabled',
      confirm(ofCustodian, by(auditor), founded([...people, { ...second, enabled: false }])),
      'taken',
    ],
    [
      'by a custodian of less than 72 hours',
      confirm(proposed(make('officer')), by(young(custodian))),
      'confirmer-new',
    ],
    [
      'by a custodian whose role is new',
      confirm(proposed(make('officer')), by({ ...custodian, roleSinceMs: noonMs - hourMs })),
      'confirmer-new',
    ],
    [
      'by a custodian of the founding, however young',
      confirm(proposed(make('officer')), by(young(custodian)), {
        people,
        founding: { isOpen: false, atMs: noonMs - hourMs, how: 'together' },
      }),
      'taken',
    ],
    [
      'after 7 days',
      confirm(proposed(make('officer')), by(custodian, { nowMs: noonMs + 7 * dayMs })),
      'proposal-over',
    ],
    [
      'once it was withdrawn',
      confirm(withdrawProposal(proposed(make('officer')), by(admin), founded()).after, by(custodian)),
      'proposal-over',
    ],
    [
      'with a refusal, by its proposer',
      () => refuseProposal(proposed(make('officer')), { ...by(admin), reason: 'No' }, founded()),
      'own-proposal',
    ],
    [
      'with a withdrawal, by another admin',
      () => withdrawProposal(proposed(make('officer')), by(aUser('admin')), founded()),
      'proposal-not-yours',
    ],
  ])('%s: %s', (_, step, code) => {
    expect(codeOf(step)).toBe(code);
  });

  it('tells the proposer, custodians and the subject of the answer, but not who gave it', () => {
    const said = { ...by(custodian), reason: 'Not our officer.' };
    const { letters, events } = refuseProposal(proposed(resetOf(officer)), said, founded());
    expect(letters[0]?.to).toEqual([admin.id, officer.id]);
    expect(events).toMatchObject([{ event: 'account-refused', subject: officer.id }]);
    // No custodian could confirm that one.
    expect(propose(resetOf(custodian), by(admin), founded()).letters[0]?.to).toContain(auditor.id);
  });
});
