import { describe, expect, it } from 'vitest';
import {
  close,
  countersign,
  decide,
  type FootageRequest,
  openEmergency,
  permitLook,
  type RequestDraft,
  reviewEmergency,
  type User,
} from '../../../../src/access/index.ts';
import { dayMs, hourMs, newId } from '../../../../src/core/index.ts';
import { noonMs } from '../../../support/hand-clock.ts';
import { aDraft, aUser, by, camera, codeOf, waiting } from '../request/a-request.ts';

const officer = aUser('officer');
const colleague = aUser('officer');
const custodian = aUser('custodian');
const limits = { unreviewed: 2, cameras: 20 };
const reason = 'a child is missing';

const calling = (earlier: readonly FootageRequest[], over: Partial<RequestDraft> = {}) =>
  openEmergency(aDraft(over), { cameraIds: [camera], reason, earlier, limits }, by(officer));
const hoursBefore = (hours: number) => ({
  range: { fromMs: noonMs - (hours + 1) * hourMs, toMs: noonMs - hours * hourMs },
});
const first = calling([]).after;
const second = calling([first], hoursBefore(1)).after;
const third = calling([first, second], hoursBefore(2));
const justified = { verdict: 'justified', reason: 'It could not have waited' } as const;
const unjustified = { verdict: 'not-justified', reason: 'It could have waited' } as const;

describe('when an officer has as many unreviewed emergencies as one person may have', () => {
  it('has a further one wait for a second person, who is told; its footage is held', () => {
    expect([first.state, second.state]).toEqual(['approved', 'approved']);
    expect(third.after).toMatchObject({ state: 'submitted', emergency: { reason }, urgency: 'emergency' });
    expect(third.after.expiresAtMs).toBeUndefined();
    expect(third.hold).toMatchObject({ kind: 'place' });
    expect(third.hold).not.toHaveProperty('maxBytes');
    expect(third.notifications).toEqual([{ kind: 'countersignature-awaited', to: 'countersigners' }]);
    expect(third.events).toMatchObject([{ event: 'emergency-submitted', actor: officer.id }]);
  });

  it('has one wait at a time, and opens the next after a review', () => {
    const all = [first, second, third.after];
    expect(codeOf(() => calling(all, hoursBefore(3)))).toBe('countersignature-awaited');
    const reviewed = reviewEmergency(first, justified, by(custodian)).after;
    expect(calling([reviewed, second, third.after], hoursBefore(3)).after.state).toBe('approved');
  });

  it('counts those that were closed, and none that was withdrawn before it opened', () => {
    const closed = close(first, { outcome: 'found' }, by(officer)).after;
    const withdrawn = close(third.after, { outcome: 'withdrawn' }, by(officer)).after;
    expect(calling([closed, second, withdrawn], hoursBefore(3)).after.state).toBe('submitted');
    expect(calling([closed, withdrawn], hoursBefore(3)).after.state).toBe('approved');
  });
});

describe('when an emergency covers many cameras', () => {
  it('is refused beyond the maximum, with the field and both numbers', () => {
    const cameraIds = (count: number) => Array.from({ length: count }, () => newId('camera', noonMs));
    const wide = (count: number) => () =>
      openEmergency(aDraft(), { cameraIds: cameraIds(count), reason, earlier: [], limits }, by(officer));
    expect(codeOf(wide(20))).toBe('taken');
    expect(wide(21)).toThrow(expect.objectContaining({ code: 'emergency-cameras', field: 'area' }));
    expect(wide(21)).toThrow(/at most 20 .* 21/);
  });
});

describe('when a second person countersigns', () => {
  it('opens what waited for half an hour from then, and has it reviewed within a day', () => {
    const nowMs = noonMs + hourMs;
    const step = countersign(third.after, by(colleague, nowMs));
    expect(step.after).toMatchObject({
      state: 'approved',
      expiresAtMs: nowMs + hourMs / 2,
      awaited: { atMs: nowMs, answerByMs: nowMs + dayMs },
      emergency: { reason, countersignature: { atMs: nowMs, byId: colleague.id } },
    });
    expect(step.hold).toMatchObject({ kind: 'review', reviewAtMs: nowMs + dayMs });
    expect(step.events).toMatchObject([{ event: 'emergency-countersigned', actor: colleague.id }]);
    expect(step.notifications).toEqual([
      { kind: 'emergency-countersigned', to: 'requester' },
      { kind: 'emergency-opened', to: 'custodians' },
    ]);
  });

  it('prolongs nothing that is open', () => {
    const { after, hold, notifications } = countersign(first, by(custodian, noonMs + 60_000));
    expect(after.expiresAtMs).toBe(first.expiresAtMs);
    expect(hold).toBeUndefined();
    expect(notifications).toEqual([{ kind: 'emergency-countersigned', to: 'requester' }]);
  });

  it.each<[string, User, readonly User['id'][]]>([
    ['the officer', officer, []],
    ['the officer, a custodian by now', { ...officer, role: 'custodian' }, []],
    ['a deputy of the officer', aUser('technician'), [officer.id]],
    ['somebody without a part in it', aUser('auditor'), []],
  ])('is never %s', (_, user, deputyOf) => {
    expect(codeOf(() => countersign(third.after, by(user, noonMs, deputyOf)))).toBe('own-request');
  });

  it('may be a deputy, and the custodian is named', () => {
    const deputy = aUser('technician');
    const { after, events } = countersign(third.after, by(deputy, noonMs, [custodian.id]));
    expect(after.emergency?.countersignature).toEqual({
      atMs: noonMs,
      byId: deputy.id,
      onBehalfOfId: custodian.id,
    });
    expect(events).toMatchObject([{ actor: deputy.id, subject: custodian.id }]);
  });

  it.each<[string, FootageRequest, string]>([
    ['a request', waiting(officer), 'request-not-emergency'],
    ['a second time', countersign(first, by(colleague)).after, 'emergency-countersigned'],
    ['what is reviewed', reviewEmergency(first, justified, by(custodian)).after, 'emergency-reviewed'],
    ['what is over', { ...first, expiresAtMs: noonMs }, 'request-not-open'],
    [
      'what was withdrawn',
      close(third.after, { outcome: 'withdrawn' }, by(officer)).after,
      'request-not-open',
    ],
  ])('does not countersign %s', (_, request, code) => {
    expect(codeOf(() => countersign(request, by(colleague)))).toBe(code);
  });
});

describe('while an emergency waits', () => {
  it('is neither approved as a request nor found justified, and is refused where it is none', () => {
    expect(codeOf(() => decide(third.after, { verdict: 'approved' }, by(custodian)))).toBe(
      'request-not-waiting',
    );
    expect(codeOf(() => reviewEmergency(third.after, justified, by(custodian)))).toBe('emergency-not-opened');
    const { after, hold } = reviewEmergency(third.after, unjustified, by(custodian));
    expect([after.state, hold?.kind]).toEqual(['refused', 'release']);
    expect(codeOf(() => calling([after], hoursBefore(3)))).toBe('emergency-rest');
  });
});

describe('before its review', () => {
  it('is exported with a countersignature only', () => {
    const exporting = (request: FootageRequest) =>
      codeOf(() =>
        permitLook({
          ...{ user: officer, cameraId: camera, nowMs: noonMs },
          asked: { request, difference: undefined },
          wanted: { kind: 'whole' },
          isExport: true,
        }),
      );
    expect(exporting(first)).toBe('export-needs-second-person');
    expect(exporting(countersign(first, by(colleague)).after)).toBe('taken');
    expect(exporting(reviewEmergency(first, justified, by(custodian)).after)).toBe('taken');
  });
});
