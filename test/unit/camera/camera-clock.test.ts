import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockAnswer,
  type ClockExchange,
  isClockOff,
  judgeExchange,
  judgeReport,
  type StatedTime,
} from '../../../src/camera/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../src/core/index.ts';
import { noonMs } from '../../support/hand-clock.ts';

const stated = (ms: number): StatedTime => {
  const at = new Date(ms);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
};

/** A camera that is off by so much is asked at noon, and answers in the middle of the exchange. */
const asked = (offMs: number, but: Partial<ClockExchange> & { zoneMs?: number } = {}): ClockAnswer => {
  const { tookMs = 40, zoneMs } = but;
  const utcMs = noonMs + tookMs / 2 + offMs;
  return judgeExchange({
    utc: stated(utcMs),
    sentAtMs: noonMs,
    answeredAtMs: noonMs + tookMs,
    tookMs,
    ...(zoneMs !== undefined && { local: stated(utcMs + zoneMs) }),
    ...but,
  });
};
const faultOf = (answer: ClockAnswer) => ('fault' in answer ? answer.fault : 'none');
const vietnamMs = 7 * hourMs;

describe('when a camera says what time it is', () => {
  it('states an offset whose error covers where the clock really is, or none at all', () => {
    const offsets = fc.integer({ min: -400 * dayMs, max: 400 * dayMs });
    fc.assert(
      fc.property(offsets, fc.integer({ min: 0, max: 6_000 }), fc.boolean(), (offMs, tookMs, hasLocal) => {
        const answer = asked(offMs, { tookMs, ...(hasLocal && { zoneMs: vietnamMs }) });
        if ('fault' in answer) return ['slow', 'far-off', 'like-a-zone'].includes(answer.fault);
        return Math.abs(answer.offsetMs - offMs) <= answer.errorMs && answer.errorMs <= 2_501;
      }),
    );
  });

  it('states 60 s behind within 0.6 s of one that answers quickly', () => {
    const answer = asked(-60_000);
    expect(answer).toMatchObject({ source: 'onvif', errorMs: 521, measuredAtMs: noonMs + 20 });
    expect('fault' in answer ? 0 : Math.abs(answer.offsetMs + 60_000)).toBeLessThanOrEqual(500);
  });

  it.each<[string, Partial<ClockExchange>, string]>([
    ['local time alone', { utc: undefined, local: stated(noonMs) }, 'no-utc'],
    ['nothing', { utc: undefined }, 'no-utc'],
    ['31 February', { utc: { ...stated(noonMs), month: 2, day: 31 } }, 'impossible'],
    ['an hour 24', { utc: { ...stated(noonMs), hour: 24 } }, 'impossible'],
    ['a month 0', { utc: { ...stated(noonMs), month: 0 } }, 'impossible'],
    ['a year of nine digits', { utc: { ...stated(noonMs), year: 999_999_999 } }, 'impossible'],
    ['a minute that is no number', { utc: { ...stated(noonMs), minute: Number.NaN } }, 'impossible'],
    ['1 January 1970', { utc: stated(0) }, 'far-off'],
    ['1 January 2000', { utc: stated(Date.UTC(2000, 0, 1)) }, 'far-off'],
    ['its time after 5 s', { tookMs: 5_000, answeredAtMs: noonMs + 5_000 }, 'slow'],
    ['its time while our clock is set', { answeredAtMs: noonMs + hourMs }, 'our-step'],
  ])('names why it believes none that says %s', (_, said, fault) => {
    expect(faultOf(asked(0, said))).toBe(fault);
  });

  it.each([7, 8, -5, 5.5, 1, -1])(
    'does not take local time for UTC, whatever the zone: %d h (quirk 9)',
    (hours) => {
      expect(faultOf(asked(hours * hourMs - 20_000))).toBe('like-a-zone');
      expect(faultOf(asked(hours * hourMs - 20_000, { zoneMs: 0 }))).toBe('like-a-zone');
    },
  );

  it('believes one that is off by hours where its local time is another one', () => {
    expect(asked(vietnamMs, { zoneMs: vietnamMs })).toMatchObject({ source: 'onvif' });
  });

  it('calls a clock off only when it is for certain', () => {
    const reading = { source: 'onvif', measuredAtMs: 0, errorMs: 600 } as const;
    expect(isClockOff({ ...reading, offsetMs: -2_601 })).toBe(true);
    expect(isClockOff({ ...reading, offsetMs: 2_600 })).toBe(false);
  });
});

describe('when a camera reports the time of its pictures (quirk 22)', () => {
  it('states how far off it is, within a second', () => {
    const report = { cameraMs: noonMs - 60_250, ourMs: noonMs + 0.4 };
    expect(judgeReport(report)).toEqual({
      source: 'rtcp',
      offsetMs: -60_250,
      errorMs: 1_000,
      measuredAtMs: noonMs,
    });
  });

  it.each<[string, number, string]>([
    ['counts from its start', 5_000, 'far-off'],
    ['counts from 1900', Date.UTC(1900, 0, 1), 'far-off'],
    ['has no number', Number.NaN, 'far-off'],
    ['sends local time', noonMs + vietnamMs + minuteMs, 'like-a-zone'],
  ])('names why it believes none that %s', (_, cameraMs, fault) => {
    expect(faultOf(judgeReport({ cameraMs, ourMs: noonMs }))).toBe(fault);
  });
});
