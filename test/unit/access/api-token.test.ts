import { describe, expect, it } from 'vitest';
import {
  actions,
  hashOfToken,
  isLiveToken,
  may,
  newApiToken,
  roles,
  tokenMay,
  type User,
} from '../../../src/access/index.ts';
import { dayMs, type UserId } from '../../../src/core/index.ts';

const nowMs = 1_000_000;
const an: User = {
  id: 'usr_1' as UserId,
  name: 'an',
  fullName: 'An',
  role: 'officer',
  enabled: true,
  createdAtMs: 0,
};
const form = { purpose: 'Coverage report', expiresAtMs: nowMs + dayMs };
const peopleOnly = [
  'manage-users',
  'close-founding',
  'see-proposals',
  'answer-proposals',
  'stop-resets',
  'see-enrolment-stills',
  'see-contributors',
  'open-actors',
  'open-emergencies',
  'countersign-emergencies',
  'see-footage',
  'decide-requests',
  'name-deputies',
];

describe('when a token is made', () => {
  it('has 256 random bits behind its prefix, of which nothing is kept', () => {
    const { token, text } = newApiToken(an, form, nowMs);
    expect(text).toMatch(/^minhchung_[\w-]{43}$/);
    expect(JSON.stringify(token)).not.toContain(text.slice(10));
    expect(hashOfToken(text)).toMatch(/^[0-9a-f]{64}$/);
    expect(newApiToken(an, form, nowMs).text).not.toBe(text);
  });

  it.each([nowMs, nowMs - 1, nowMs + 366 * dayMs + 1])('refuses an end at %i', (expiresAtMs) => {
    expect(() => newApiToken(an, { ...form, expiresAtMs }, nowMs)).toThrow(
      expect.objectContaining({ code: 'token-expiry-out-of-range' }),
    );
  });

  it('refuses actions that its role has not, and those that take a person', () => {
    for (const role of roles)
      for (const action of actions) {
        const make = () => newApiToken({ ...an, role }, { ...form, actions: [action] }, nowMs);
        if (may(role, action) && !peopleOnly.includes(action)) expect(make).not.toThrow();
        else expect(make).toThrow(expect.objectContaining({ code: 'token-action-refused' }));
      }
  });
});

describe('when a token is used', () => {
  const { token } = newApiToken(an, { ...form, actions: ['look-up-footage'] }, nowMs);

  it('may no more than it was limited to', () => {
    expect(actions.filter((action) => tokenMay(token, action))).toEqual(['look-up-footage']);
  });

  it('may never more than its role, nor what takes a person', () => {
    for (const role of roles) {
      const { token: whole } = newApiToken({ ...an, role }, form, nowMs);
      const allowed = actions.filter((action) => may(role, action) && !peopleOnly.includes(action));
      expect(actions.filter((action) => tokenMay(whole, action))).toEqual(allowed);
    }
  });

  it.each<[string, boolean, User | undefined, number, object]>([
    ['its owner as it was', true, an, nowMs, {}],
    ['its last millisecond', true, an, nowMs + dayMs - 1, {}],
    ['its end', false, an, nowMs + dayMs, {}],
    ['a disabled owner', false, { ...an, enabled: false }, nowMs, {}],
    ['an owner of another role', false, { ...an, role: 'custodian' }, nowMs, {}],
    ['another user', false, { ...an, id: 'usr_2' as UserId }, nowMs, {}],
    ['nobody', false, undefined, nowMs, {}],
    ['its revocation', false, an, nowMs, { revokedAtMs: nowMs }],
  ])('with %s opens: %s', (_, opens, owner, atMs, changed) => {
    expect(isLiveToken({ ...token, ...changed }, owner, atMs)).toBe(opens);
  });
});
