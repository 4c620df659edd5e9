import { describe, expect, it } from 'vitest';
import {
  close,
  decide,
  type FootageRequest,
  isExpired,
  newDraft,
  openEmergency,
  redrafted,
  reviewEmergency,
  submit,
} from '../../../../src/access/index.ts';
import { type CameraId, dayMs, hourMs } from '../../../../src/core/index.ts';
import { noonMs } from '../../../support/hand-clock.ts';
import { aDraft, aUser, by, camera, codeOf, submitting, waiting } from './a-request.ts';

const officer = aUser('officer');
const limits = { unreviewed: 2, cameras: 20 };
const custodian = aUser('custodian');
const approved = decide(waiting(officer), { verdict: 'approved' }, by(custodian)).after;
const emergency = openEmergency(
  aDraft(),
  { cameraIds: [camera], reason: 'a child is missing', earlier: [], limits },
  by(officer),
).after;
const because = 'Too wide for what it is for';

describe('when a request is submitted', () => {
  it('waits, its cameras fixed, and holds what they saw', () => {
    const step = submitting(officer);
    expect(step.after).toMatchObject({
      state: 'submitted',
      cameraIds: [camera],
      requesterId: officer.id,
      awaited: { atMs: noonMs, answerByMs: noonMs + dayMs },
    });
    expect(step.after.expiresAtMs).toBeUndefined();
    expect(step.hold).toMatchObject({ kind: 'place', reviewAtMs: noonMs + dayMs, maxBytes: 1e9 });
    expect(step.notifications).toEqual([{ kind: 'request-submitted', to: 'custodians' }]);
    expect(step.events).toMatchObject([
      { event: 'request-submitted', actor: officer.id, actorRole: 'officer' },
    ]);
  });

  it('is answered sooner when it is urgent', () => {
    const { after } = submitting(officer, noonMs, { urgency: 'urgent' });
    expect(after.awaited?.answerByMs).toBe(noonMs + 2 * hourMs);
  });

  it('needs the written request of the authority, be it urgent or not', () => {
    const call = { cameraIds: [camera], isKept: false, maxHeldBytes: 1 };
    for (const urgency of ['routine', 'urgent'] as const) {
      const { letter: _, ...draft } = newDraft(aDraft({ urgency }), by(officer));
      expect(codeOf(() => submit(draft, call, by(officer)))).toBe('letter-missing');
    }
  });

  it('needs a camera in its area', () => {
    const draft = newDraft(aDraft(), by(officer));
    const nothing = { cameraIds: [], isKept: false, maxHeldBytes: 1 };
    expect(codeOf(() => submit(draft, nothing, by(officer)))).toBe('area-without-cameras');
  });

  it('has as many cameras as a record can name, and is told when its area has more', () => {
    const draft = newDraft(aDraft(), by(officer));
    const wide = (count: number) => () => {
      const cameraIds = Array.from(
        { length: count },
        (_, n) => `cam_${`${n}`.padStart(26, '0')}` as CameraId,
      );
      return submit(draft, { cameraIds, isKept: false, maxHeldBytes: 1 }, by(officer));
    };
    expect(wide(1_000)().after.cameraIds).toHaveLength(1_000);
    expect(wide(1_001)).toThrow(
      expect.objectContaining({ code: 'area-too-many-cameras', field: 'area' }) as Error,
    );
  });

  it('cannot be worded anew, nor submitted again: widening is a new request', () => {
    const request = waiting(officer);
    expect(codeOf(() => redrafted(request, aDraft()))).toBe('request-not-draft');
    const again = { cameraIds: [camera], isKept: true, maxHeldBytes: 1 };
    expect(codeOf(() => submit(request, again, by(officer)))).toBe('request-not-draft');
  });
});

describe('when a second person decides', () => {
  it('opens what is approved for thirty days, and looks at the hold then', () => {
    const { after, hold, notifications, events } = decide(
      waiting(officer),
      { verdict: 'approved', reason: 'fine' },
      by(custodian, noonMs + 5),
    );
    expect(after).toMatchObject({ state: 'approved', expiresAtMs: noonMs + 5 + 30 * dayMs });
    expect(after.decision).toEqual({
      atMs: noonMs + 5,
      byId: custodian.id,
      verdict: 'approved',
      reason: 'fine',
    });
    expect(hold).toMatchObject({ kind: 'review', reviewAtMs: after.expiresAtMs });
    expect(notifications).toEqual([{ kind: 'request-approved', to: 'requester' }]);
    expect(events).toMatchObject([{ event: 'request-approved', actor: custodian.id, requestId: after.id }]);
  });

  it('lets go of what a refused request held', () => {
    const { after, hold } = decide(waiting(officer), { verdict: 'refused', reason: because }, by(custodian));
    expect(after).toMatchObject({ state: 'refused', decision: { reason: because } });
    expect(after.expiresAtMs).toBeUndefined();
    expect(hold?.kind).toBe('release');
  });

  it('expires by itself, at its last moment', () => {
    const endMs = approved.expiresAtMs ?? 0;
    expect(isExpired(approved, endMs - 1)).toBe(false);
    expect(isExpired(approved, endMs)).toBe(true);
  });

  it.each<[string, FootageRequest]>([
    ['a draft', newDraft(aDraft(), by(officer))],
    ['what is approved', approved],
    ['an emergency', emergency],
  ])('does not decide about %s', (_, request) => {
    expect(codeOf(() => decide(request, { verdict: 'approved' }, by(custodian)))).toBe('request-not-waiting');
  });
});

describe('when two people are one', () => {
  const promoted = { ...officer, role: 'custodian' as const };
  const deputy = aUser('technician');

  it.each([
    ['the requester, a custodian by now', by(promoted)],
    ['a deputy of the requester', by(deputy, noonMs, [officer.id])],
    ['the requester as deputy of a custodian', by(officer, noonMs, [custodian.id])],
  ])('is not decided by %s', (_, judge) => {
    expect(codeOf(() => decide(waiting(officer), { verdict: 'approved' }, judge))).toBe('own-request');
    const said = { verdict: 'justified' as const, reason: because };
    expect(codeOf(() => reviewEmergency(emergency, said, judge))).toBe('own-request');
  });

  it('is decided by the deputy of another custodian, on whose behalf', () => {
    const { after, events } = decide(
      waiting(officer),
      { verdict: 'approved' },
      by(deputy, noonMs, [officer.id, custodian.id]),
    );
    expect(after.decision).toMatchObject({ byId: deputy.id, onBehalfOfId: custodian.id });
    expect(events).toMatchObject([{ actor: deputy.id, subject: custodian.id }]);
  });
});

describe('when it is an emergency', () => {
  it('opens at once for half an hour, and is to be reviewed within a day', () => {
    const step = openEmergency(
      aDraft(),
      { cameraIds: [camera], reason: 'a child is missing', earlier: [], limits },
      by(officer),
    );
    expect(step.after).toMatchObject({
      state: 'approved',
      urgency: 'emergency',
      emergency: { reason: 'a child is missing' },
      expiresAtMs: noonMs + hourMs / 2,
      awaited: { answerByMs: noonMs + dayMs },
    });
    expect(step.after.decision).toBeUndefined();
    expect(step.notifications).toEqual([{ kind: 'emergency-opened', to: 'custodians' }]);
    expect(step.hold).toMatchObject({ kind: 'place' });
    expect(step.hold).not.toHaveProperty('mostBytes');
  });

  it('opens the same footage no second time before it was reviewed, and nothing for a day after one that was none', () => {
    const again = (earlier: readonly FootageRequest[], over: Parameters<typeof aDraft>[0] = {}) =>
      codeOf(() =>
        openEmergency(aDraft(over), { cameraIds: [camera], reason: because, earlier, limits }, by(officer)),
      );
    const reviewed = (verdict: 'justified' | 'not-justified') =>
      reviewEmergency(emergency, { verdict, reason: because }, by(custodian)).after;
    const before = { range: { fromMs: noonMs - 120_000, toMs: noonMs - 60_000 } };
    expect(again([emergency])).toBe('emergency-repeated');
    expect(again([{ ...emergency, state: 'submitted' }])).toBe('emergency-repeated');
    expect(again([emergency], before)).toBe('taken');
    expect(again([{ ...emergency, cameraIds: [] }])).toBe('taken');
    expect(again([reviewed('justified')])).toBe('taken');
    expect(again([reviewed('not-justified')], before)).toBe('emergency-rest');
  });

  it('opens the same footage again with a second person, once its half hour is over', () => {
    const call = { cameraIds: [camera], reason: because, earlier: [emergency], limits };
    const ended = { ...by(officer), nowMs: noonMs + hourMs };
    expect(openEmergency(aDraft(), call, ended).after.state).toBe('submitted');
    const reviewed = reviewEmergency(
      emergency,
      { verdict: 'justified', reason: because },
      by(custodian),
    ).after;
    expect(openEmergency(aDraft(), { ...call, earlier: [reviewed] }, ended).after.state).toBe('approved');
  });

  it('goes on when it was justified', () => {
    const { after, hold } = reviewEmergency(
      emergency,
      { verdict: 'justified', reason: because },
      by(custodian),
    );
    expect(after).toMatchObject({ state: 'approved', emergency: { review: { verdict: 'justified' } } });
    expect(hold).toBeUndefined();
  });

  it('opens and holds nothing any more when it was not', () => {
    const said = { verdict: 'not-justified' as const, reason: because };
    const { after, hold } = reviewEmergency(emergency, said, by(custodian));
    expect(after.state).toBe('refused');
    expect(hold?.kind).toBe('release');
  });

  it('is reviewed also after it was closed, and only once', () => {
    const closed = close(emergency, { outcome: 'found' }, by(officer)).after;
    const said = { verdict: 'not-justified' as const, reason: because };
    const { after, hold } = reviewEmergency(closed, said, by(custodian));
    expect(after.state).toBe('closed');
    expect(hold).toBeUndefined();
    expect(codeOf(() => reviewEmergency(after, said, by(custodian)))).toBe('emergency-reviewed');
    expect(codeOf(() => reviewEmergency(approved, said, by(custodian)))).toBe('request-not-emergency');
  });
});

describe('when a request is closed', () => {
  it('says what came of it, and lets go of what it held', () => {
    const { after, hold, notifications } = close(
      approved,
      { outcome: 'handed-over', note: 'USB' },
      by(officer),
    );
    expect(after).toMatchObject({ state: 'closed', closing: { outcome: 'handed-over', note: 'USB' } });
    expect(hold?.kind).toBe('release');
    expect(notifications).toEqual([]);
  });

  it.each<[string, FootageRequest, typeof officer, 'found' | 'withdrawn', string]>([
    ['the officer, after approval', approved, officer, 'found', 'taken'],
    ['the officer, while it waits, with a finding', waiting(officer), officer, 'found', 'outcome-not-yours'],
    ['the officer, while it waits', waiting(officer), officer, 'withdrawn', 'taken'],
    ['a custodian, taking it back', approved, custodian, 'withdrawn', 'taken'],
    ['a custodian, with a finding', approved, custodian, 'found', 'outcome-not-yours'],
    ['a custodian, while it waits', waiting(officer), custodian, 'withdrawn', 'outcome-not-yours'],
    ['the officer, a draft', newDraft(aDraft(), by(officer)), officer, 'withdrawn', 'request-not-open'],
  ])('by %s', (_, request, user, outcome, code) => {
    expect(codeOf(() => close(request, { outcome }, by(user)))).toBe(code);
  });

  it('tells the officer when a custodian took it back', () => {
    const { notifications } = close(approved, { outcome: 'withdrawn' }, by(custodian));
    expect(notifications).toEqual([{ kind: 'request-withdrawn', to: 'requester' }]);
  });
});
