import { describe, expect, it } from 'vitest';
import {
  addLetter,
  decide,
  type FootageRequest,
  letterDueMs,
  newDraft,
  openEmergency,
  owesLetter,
  parseLetter,
  reviewEmergency,
  statedLetter,
} from '../../../../src/access/index.ts';
import { dayMs } from '../../../../src/core/index.ts';
import { noonMs } from '../../../support/hand-clock.ts';
import { aDraft, aUser, by, camera, codeOf, waiting } from '../request/a-request.ts';

const officer = aUser('officer');
const custodian = aUser('custodian');
const timeZone = 'Asia/Ho_Chi_Minh';
const call = {
  cameraIds: [camera],
  reason: 'A child is lost',
  limits: { unreviewed: 2, cameras: 20 },
  earlier: [],
};
const { letter: _, ...withoutLetter } = aDraft();
const opened = openEmergency(withoutLetter, call, by(officer)).after;
const letter = { authority: 'Công an tỉnh', number: '46/YC', day: '2026-11-22' };
const adding = (to: FootageRequest, given: Partial<typeof letter> = {}, nowMs = noonMs + 9 * dayMs) =>
  addLetter(to, { ...letter, ...given }, by(officer, nowMs), timeZone);

describe('when the written request of an emergency comes afterwards', () => {
  it('is stated from then on, whatever became of the emergency', () => {
    const reviewed = reviewEmergency(
      opened,
      { verdict: 'justified', reason: 'It could not wait' },
      by(custodian),
    );
    const step = adding(reviewed.after);
    expect(step.after).toMatchObject({ revision: 4, authority: 'Công an phường' });
    expect(statedLetter(step.after)).toEqual({
      authority: 'Công an tỉnh',
      letter: { number: '46/YC', day: '2026-11-22' },
    });
    expect(step.events).toMatchObject([
      { event: 'letter-added', detail: { letters: 1, caseNumber: 'PC-1' } },
    ]);
    expect(step).not.toHaveProperty('hold');
  });

  it('corrects the one before, which is kept', () => {
    const first = adding(opened).after;
    const second = adding(first, { number: '47/YC' }, noonMs + 10 * dayMs).after;
    expect(second.emergency?.letters?.map(({ number, atMs }) => [number, atMs])).toEqual([
      ['46/YC', noonMs + 9 * dayMs],
      ['47/YC', noonMs + 10 * dayMs],
    ]);
    expect(statedLetter(second).letter?.number).toBe('47/YC');
  });

  it('is owed until then, save where nothing was opened or the emergency was not justified', () => {
    expect(owesLetter(opened)).toBe(true);
    expect(letterDueMs(opened)).toBe(noonMs + 3 * dayMs);
    expect(owesLetter(adding(opened).after)).toBe(false);
    expect(owesLetter(openEmergency(aDraft(), call, by(officer)).after)).toBe(false);
    const wait = { ...call, limits: { unreviewed: 0, cameras: 20 } };
    expect(owesLetter(openEmergency(withoutLetter, wait, by(officer)).after)).toBe(false);
    const said = { verdict: 'not-justified', reason: 'It could have waited' } as const;
    expect(owesLetter(reviewEmergency(opened, said, by(custodian)).after)).toBe(false);
    expect(owesLetter(decide(waiting(officer), { verdict: 'approved' }, by(custodian)).after)).toBe(false);
  });

  it.each([
    ['older than the footage', () => adding(opened, { day: '2026-11-20' }), 'letter-day-early'],
    ['the same again', () => adding(adding(opened).after), 'letter-unchanged'],
    ['to what is no emergency', () => adding(waiting(officer)), 'request-not-emergency'],
    ['to a draft', () => adding(newDraft(withoutLetter, by(officer))), 'request-not-emergency'],
    ['an eleventh time', () => adding(timesAdded(10), { number: 'x' }), 'letters-most'],
  ])('is refused %s', (_, step, code) => {
    expect(codeOf(step)).toBe(code);
  });

  it('is added ten times', () => {
    expect(timesAdded(10).emergency?.letters).toHaveLength(10);
  });

  it.each([
    ['authority-invalid', 'authority', { authority: ' ' }],
    ['letter-number-invalid', 'number', { number: ' ' }],
    ['letter-number-invalid', 'number', { number: 'a\u0000' }],
    ['letter-day-invalid', 'day', { day: '2026-02-30' }],
    ['letter-day-invalid', 'day', { day: '2026-11-23' }],
    ['request-field-unknown', 'extra', { extra: 1 }],
  ])('is refused with %s, which names the field', (code, field, over) => {
    // 17:30 UTC of the day before is the 22nd in Vietnam.
    const bounds = { nowMs: Date.parse('2026-11-21T17:30:00Z'), timeZone };
    const parse = (input: object) => () => parseLetter({ ...letter, ...input }, bounds);
    expect(codeOf(parse({}))).toBe('taken');
    expect(parse(over)).toThrow(expect.objectContaining({ code, field, kind: 'invalid' }));
  });
});

const timesAdded = (times: number): FootageRequest =>
  Array.from({ length: times }).reduce<FootageRequest>(
    (request, _, i) => adding(request, { number: `${i}/YC` }).after,
    opened,
  );
