import { describe, expect, it } from 'vitest';
import {
  confirmClosing,
  type Founder,
  type Founding,
  offerClosing,
  peopleEn,
  peoplePaper,
  peopleSha256,
  peopleVi,
  type User,
} from '../../../../src/access/index.ts';
import { noonMs } from '../../../support/hand-clock.ts';
import { aUser, codeOf } from '../request/a-request.ts';

const admin = aUser('admin');
const custodian = aUser('custodian');
const people = [admin, custodian, aUser('officer', { fullName: 'Lê <b>Lan</b>' })];
const by = (user: User, list: readonly User[] = people): Founder => ({
  user,
  nowMs: noonMs,
  seenSha256: peopleSha256(list),
});
const open: Founding = { isOpen: true };
const offered = offerClosing(open, people, by(admin)).after;
const over = confirmClosing(offered, people, by(custodian)).after;

describe('when the founding is closed', () => {
  it('takes an admin and a custodian, whoever of them offers', () => {
    for (const [one, other] of [
      [admin, custodian],
      [custodian, admin],
    ] as const) {
      const offer = offerClosing(open, people, by(one));
      expect(offer.event).toMatchObject({ event: 'founding-offered', actor: one.id });
      const { after, event } = confirmClosing(offer.after, people, by(other));
      expect(after).toEqual({ isOpen: false, atMs: noonMs, how: 'together' });
      expect(event).toMatchObject({ event: 'founding-closed', actor: other.id });
      expect(event.detail).toEqual({ how: 'together', people: 3, peopleSha256: peopleSha256(people) });
    }
  });

  it.each<[string, () => unknown, string]>([
    ['by who offered it', () => confirmClosing(offered, people, by(admin)), 'founding-other-side'],
    [
      'by another person of that role',
      () => confirmClosing(offered, people, by(aUser('admin'))),
      'founding-other-side',
    ],
    ['without an offer', () => confirmClosing(open, people, by(custodian)), 'founding-not-offered'],
    ['a second time', () => confirmClosing(over, people, by(custodian)), 'founding-over'],
    ['by an offer that comes late', () => offerClosing(over, people, by(admin)), 'founding-over'],
    ['without a custodian', () => offerClosing(open, [admin], by(admin, [admin])), 'founding-incomplete'],
    [
      'with a custodian who is disabled',
      () => {
        const list = [admin, { ...custodian, enabled: false }];
        return offerClosing(open, list, by(admin, list));
      },
      'founding-incomplete',
    ],
  ])('is refused %s', (_, step, code) => {
    expect(codeOf(step)).toBe(code);
  });

  it.each<[string, readonly User[]]>([
    ['an officer more', [...people, aUser('officer', { name: 'late' })]],
    ['another role', [...people.slice(0, 2), aUser('auditor')]],
    ['somebody disabled', [admin, custodian, aUser('officer', { enabled: false })]],
  ])('is over the list that both have read: %s voids the offer', (_, list) => {
    expect(codeOf(() => confirmClosing(offered, list, by(custodian)))).toBe('people-changed');
    expect(codeOf(() => confirmClosing(offered, list, by(custodian, list)))).toBe('people-changed');
    expect(codeOf(() => offerClosing(open, list, by(admin)))).toBe('people-changed');
  });
});

describe('when the list is printed', () => {
  it.each([peopleVi, peopleEn])('names everyone with their role, and the digest that is signed', (words) => {
    const facts = { people, madeAtMs: noonMs, timeZone: 'Asia/Ho_Chi_Minh', agency: {} };
    const page = peoplePaper(facts, words);
    expect(page).toContain('Lê &lt;b&gt;Lan&lt;/b&gt;');
    expect(page).toContain(words.roles.officer);
    expect(page).toContain(peopleSha256(people));
  });

  it('has the same digest in whatever order', () => {
    expect(peopleSha256([...people].reverse())).toBe(peopleSha256(people));
  });
});
