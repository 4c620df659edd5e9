import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/index.ts';
import { parseHold, parsePolicy, parseRelease, parseReview } from '../../../src/retention/index.ts';
import { dayMs } from './a-stock.ts';

const nowMs = Date.parse('2026-11-21T12:00:00Z');
const at = (ms: number) => new Date(ms).toISOString();
const camera = newId('camera', nowMs);

const floorMs = 1_000;

const faultOf = (read: () => unknown) => {
  try {
    read();
    return 'none';
  } catch (error) {
    const { code, field } = error as { code: string; field?: string };
    return field === undefined ? code : `${code} at ${field}`;
  }
};

describe('when a policy is read', () => {
  const whole = { days: 30, minimumDays: 7 };

  it('fills in what was left out', () => {
    expect(parsePolicy(whole, floorMs)).toEqual({
      ...whole,
      neighbourhoods: [],
      cameras: [],
      requireClockSync: false,
    });
  });

  it.each([
    [undefined, 'retention-policy-invalid'],
    [[], 'retention-policy-invalid'],
    [{ ...whole, dais: 3 }, 'retention-field-unknown at dais'],
    [{ minimumDays: 7 }, 'retain-days-invalid at days'],
    [{ ...whole, days: 0 }, 'retain-days-invalid at days'],
    [{ ...whole, days: '30' }, 'retain-days-invalid at days'],
    [{ ...whole, days: 4_000 }, 'retain-days-invalid at days'],
    [{ ...whole, days: 6 }, 'retain-days-below-minimum at days'],
    [{ days: 30 }, 'minimum-days-invalid at minimumDays'],
    [{ ...whole, quotaBytes: 0 }, 'quota-invalid at quotaBytes'],
    [{ ...whole, quotaBytes: 1.5 }, 'quota-invalid at quotaBytes'],
    [{ ...whole, requireClockSync: 'yes' }, 'require-clock-sync-invalid at requireClockSync'],
    [{ ...whole, cameras: [{ cameraId: camera }] }, 'retention-rule-invalid at cameras.0.days'],
    [{ ...whole, cameras: [{ cameraId: camera, days: 1 }] }, 'retain-days-below-minimum at cameras.0.days'],
    [
      {
        ...whole,
        neighbourhoods: [
          { neighbourhoodId: 'n', days: 9 },
          { neighbourhoodId: 'n', days: 8 },
        ],
      },
      'retention-rule-twice at neighbourhoods.1',
    ],
  ])('refuses %j', (body, fault) => {
    expect(faultOf(() => parsePolicy(body, floorMs))).toBe(fault);
  });

  const ruled = {
    cameras: [{ cameraId: camera, days: 6.9 }],
    neighbourhoods: [{ neighbourhoodId: 'n', days: 6.9 }],
  };
  it.each([
    [{ days: 0.0001, minimumDays: 0 }, 'days'],
    [{ days: 30, minimumDays: 0 }, 'minimumDays'],
    [{ days: 30, minimumDays: 6.9 }, 'minimumDays'],
    [{ days: 30, minimumDays: 7, cameras: ruled.cameras }, 'cameras.0.days'],
    [{ days: 30, minimumDays: 7, neighbourhoods: ruled.neighbourhoods }, 'neighbourhoods.0.days'],
  ])('refuses what is below the floor of 7 days: %j', (body, field) => {
    expect(faultOf(() => parsePolicy(body, 7 * dayMs))).toBe(`retention-below-floor at ${field}`);
  });

  it('takes exactly the floor, also in parts of a day', () => {
    for (const seconds of [1, 7, 30, 45, 3_600]) {
      const days = seconds / 86_400;
      expect(parsePolicy({ days, minimumDays: days }, seconds * 1_000)).toMatchObject({ days });
    }
  });
});

describe('when a hold is read', () => {
  const bounds = { nowMs, maxAheadMs: dayMs };
  const whole = {
    cameras: [camera, camera],
    from: at(nowMs - dayMs),
    to: at(nowMs),
    caseNumber: 'PC-1',
    reason: 'A motorbike was taken',
    reviewAt: at(nowMs + dayMs),
  };

  it('names each camera once', () => {
    expect(parseHold(whole, bounds)).toMatchObject({ cameraIds: [camera], reviewAtMs: nowMs + dayMs });
  });

  it.each([
    ['no', 'hold-invalid'],
    [{ ...whole, until: 1 }, 'hold-field-unknown at until'],
    [{ ...whole, cameras: [] }, 'hold-cameras-invalid at cameras'],
    [{ ...whole, cameras: ['x'] }, 'hold-cameras-invalid at cameras.0'],
    [{ ...whole, from: '2026-11-21' }, 'instant-invalid at from'],
    [{ ...whole, to: whole.from }, 'range-empty at to'],
    [{ ...whole, to: at(nowMs + dayMs + 1_000) }, 'range-in-future at to'],
    [{ ...whole, caseNumber: ' ' }, 'case-number-invalid at caseNumber'],
    [{ ...whole, reason: 'short' }, 'hold-reason-invalid at reason'],
    [{ ...whole, reason: 'with a \u0007 in it, that is' }, 'hold-reason-invalid at reason'],
    [{ ...whole, reviewAt: at(nowMs) }, 'hold-review-out-of-range at reviewAt'],
    [{ ...whole, reviewAt: at(nowMs + 400 * dayMs) }, 'hold-review-out-of-range at reviewAt'],
  ])('refuses %j', (body, fault) => {
    expect(faultOf(() => parseHold(body, bounds))).toBe(fault);
  });

  it('reads a review and a release alone', () => {
    expect(parseReview({ reviewAt: whole.reviewAt }, nowMs)).toBe(nowMs + dayMs);
    expect(parseRelease({ reason: 'The case is closed' })).toBe('The case is closed');
    expect(faultOf(() => parseRelease({}))).toBe('hold-reason-invalid at reason');
  });
});
