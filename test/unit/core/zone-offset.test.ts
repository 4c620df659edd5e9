import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, minuteMs, offsetIfTwice, writtenMoment } from '../../../src/core/index.ts';
import { spokenTime } from '../../../src/print/index.ts';

describe('when the clocks are set back', () => {
  const offset = offsetIfTwice('Europe/Berlin');

  it.each([
    ['2026-10-24T23:59:59.999Z', ''],
    ['2026-10-25T00:00:00Z', ' +02:00'],
    ['2026-10-25T00:59:59.999Z', ' +02:00'],
    ['2026-10-25T01:00:00Z', ' +01:00'],
    ['2026-10-25T01:59:59.999Z', ' +01:00'],
    ['2026-10-25T02:00:00Z', ''],
    ['2026-03-29T01:00:00Z', ''],
  ])('tells the offset in the hour that comes twice, and in no other (%s)', (instant, text) => {
    expect(offset(Date.parse(instant))).toBe(text);
  });

  it('prints both 02:30 apart, in either language', () => {
    const [first, second] = [Date.parse('2026-10-25T00:30:00Z'), Date.parse('2026-10-25T01:30:00Z')];
    const [english, vietnamese] = [spokenTime('en', 'Europe/Berlin'), spokenTime('vi', 'Europe/Berlin')];
    expect(english.text(first)).toBe('02:30:00.0 +02:00 25/10/2026');
    expect(vietnamese.text(second)).toBe('02:30:00,0 +01:00 25/10/2026');
    const range = english.range({ fromMs: first, toMs: second }).text.replace(/<[^>]*>/g, '');
    expect(range).toBe('02:30:00.0 +02:00 – 02:30:00.0 +01:00 25/10/2026');
  });
});

/** Zones of every kind: whole hours, half an hour, midnight that comes twice, no summer time, months without it. */
const zones = [
  ...[
    'Europe/Berlin',
    'Europe/Lisbon',
    'America/St_Johns',
    'America/Havana',
    'America/Sao_Paulo',
    'Africa/Cairo',
  ],
  ...[
    'Africa/Casablanca',
    'Asia/Beirut',
    'Asia/Ho_Chi_Minh',
    'Australia/Lord_Howe',
    'Pacific/Auckland',
    'UTC',
  ],
];
const anOffset = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
  return (ms: number) => format.format(ms);
};

/** Midnights in UTC before which the zone's clock is set, at most a day. */
function changesIn(zone: string, year: number): number[] {
  const offsetAt = anOffset(zone);
  const days = Array.from({ length: 364 }, (_, day) => Date.UTC(year, 0, 2 + day));
  return days.filter((ms) => offsetAt(ms).slice(-9) !== offsetAt(ms - dayMs).slice(-9));
}

const aChange = fc
  .tuple(fc.constantFrom(...zones), fc.integer({ min: 1975, max: 2036 }))
  .map(([zone, year]) => ({ zone, days: [...changesIn(zone, year), Date.UTC(year, 6)] }));
const halfHours = Array.from({ length: 3 * 48 }, (_, half) => (half - 96) * 30 * minuteMs);

describe('when a time is written in a zone', () => {
  it('no two read the same on a paper or in a mail, also on the days on which the clocks are set', () => {
    fc.assert(
      fc.property(aChange, ({ zone, days }) => {
        const paper = spokenTime('vi', zone);
        for (const day of days)
          for (const textIn of [(ms: number) => paper.text(ms), writtenMoment(zone)]) {
            const texts = halfHours.map((ms) => textIn(day + ms));
            expect(new Set(texts).size).toBe(texts.length);
          }
      }),
      { numRuns: 15 },
    );
  });
});
