import { describe, expect, it } from 'vitest';
import { endDeputy, nameDeputy, newDraft, sees, type User } from '../../../../src/access/index.ts';
import { dayMs, type TimeRange } from '../../../../src/core/index.ts';
import { noonMs } from '../../../support/hand-clock.ts';
import { aDraft, aUser, by, codeOf, waiting } from './a-request.ts';

const custodian = aUser('custodian');
const week: TimeRange = { fromMs: noonMs, toMs: noonMs + 7 * dayMs };

describe('when a custodian names a deputy', () => {
  it('is said who, for whom and until when, and recorded', () => {
    const technician = aUser('technician');
    const { deputy, event } = nameDeputy(by(custodian), technician, week);
    expect(deputy).toMatchObject({ custodianId: custodian.id, userId: technician.id, range: week });
    expect(event).toMatchObject({ event: 'deputy-named', actor: custodian.id, subject: technician.id });
  });

  it.each<[string, User, TimeRange, string]>([
    ['oneself', custodian, week, 'deputy-is-self'],
    ['an officer: the police would answer themselves', aUser('officer'), week, 'deputy-role'],
    ['an auditor, who changes nothing', aUser('auditor'), week, 'deputy-role'],
    ['an admin, who makes the officers', aUser('admin'), week, 'deputy-role'],
    ['somebody disabled', aUser('technician', { enabled: false }), week, 'deputy-role'],
    ['a time that is over', aUser('technician'), { fromMs: noonMs - 2, toMs: noonMs }, 'deputy-range'],
    ['no time', aUser('technician'), { fromMs: noonMs + 1, toMs: noonMs + 1 }, 'deputy-range'],
    ['half a year', aUser('technician'), { fromMs: noonMs, toMs: noonMs + 183 * dayMs }, 'deputy-range'],
  ])('is refused for %s', (_, user, range, code) => {
    expect(codeOf(() => nameDeputy(by(custodian), user, range))).toBe(code);
  });

  it('is ended by nobody else', () => {
    const { deputy } = nameDeputy(by(custodian), aUser('technician'), week);
    expect(codeOf(() => endDeputy(by(custodian), deputy))).toBe('taken');
    expect(codeOf(() => endDeputy(by(aUser('custodian')), deputy))).toBe('deputy-not-yours');
  });
});

describe('when a request is looked at', () => {
  const officer = aUser('officer');
  const submitted = waiting(officer);
  const draft = newDraft(aDraft(), by(officer));

  it.each<[string, User, boolean, boolean]>([
    ['its officer', officer, true, true],
    ['another officer', aUser('officer'), false, false],
    ['a custodian', custodian, true, false],
    ['an auditor', aUser('auditor'), true, false],
    ['a technician', aUser('technician'), false, false],
  ])('is seen by %s: %s', (_, user, isSeen, isDraftSeen) => {
    expect(sees(by(user), submitted)).toBe(isSeen);
    expect(sees(by(user), draft)).toBe(isDraftSeen);
  });

  it('is seen by a deputy', () => {
    expect(sees(by(aUser('technician'), noonMs, [custodian.id]), submitted)).toBe(true);
  });
});
