import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

/** The console's times on a page that was served with this zone. */
async function timesIn(timeZone: string) {
  vi.resetModules();
  vi.stubGlobal('document', { documentElement: { dataset: { timeZone } } });
  const [zone, spoken, native, format] = [
    await import('../../../src/web/time/zone.ts'),
    await import('../../../src/web/time/spoken-range.ts'),
    await import('../../../src/web/time/native-input.ts'),
    await import('../../../src/web/time/format.ts'),
  ];
  return { ...zone, ...spoken, ...native, ...format };
}

afterEach(() => {
  vi.unstubAllGlobals();
  // Other files of this process read the clock as well.
  vi.resetModules();
});

describe('when a day has 23 or 25 hours', () => {
  it.each([
    ['28/03/2026', '2026-03-29T12:00:00Z', 24],
    ['29/03/2026', '2026-03-30T12:00:00Z', 23],
    ['25/10/2026', '2026-10-26T12:00:00Z', 25],
    // The first and the last minutes after and of such a day, in which 24 hours ago is another day.
    ['hôm qua', '2026-03-29T22:10:00Z', 23],
    ['hôm qua', '2026-10-25T22:50:00Z', 24],
    ['hôm qua', '2026-10-25T23:10:00Z', 25],
    ['sáng hôm qua', '2026-10-25T23:10:00Z', 6],
  ])('%s, said at %s, is all of its %i hours', async (text, now, hours) => {
    const { readSpokenRange } = await timesIn('Europe/Berlin');
    const [range] = readSpokenRange(text, Date.parse(now));
    expect(range && (range.toMs - range.fromMs) / 3_600_000).toBe(hours);
  });

  it.each([
    ['hôm qua', '25/10/2026 23:50:00', '24/10/2026 00:00:00 – 25/10/2026 00:00:00'],
    ['21:20', '26/10/2026 00:10:00', '25/10/2026 21:10:00 – 21:30:00'],
    ['2 ngày trước', '26/10/2026 12:00:00', '24/10/2026 11:50:00 – 12:10:00'],
    ['chủ nhật', '30/03/2026 00:10:00', '29/03/2026 00:00:00 – 30/03/2026 00:00:00'],
    ['24/10 23:50 – 00:10', '27/10/2026 12:00:00', '24/10/2026 23:50:00 – 25/10/2026 00:10:00'],
    ['25/10 04:00 – 03:00', '27/10/2026 12:00:00', '25/10/2026 04:00:00 – 26/10/2026 03:00:00'],
    ['chiều 25/10', '27/10/2026 12:00:00', '25/10/2026 13:00:00 – 18:00:00'],
  ])('%s, said at %s, is by the clock on the wall', async (text, now, understood) => {
    const { readSpokenRange, rangeText, localInputMs } = await timesIn('Europe/Berlin');
    const [day = '', time = ''] = now.split(' ');
    const nowMs = localInputMs(`${day.split('/').reverse().join('-')}T${time}`);
    const [range] = readSpokenRange(text, nowMs);
    expect(range && rangeText(range.fromMs, range.toMs)).toBe(understood);
  });

  it('names both offsets of a stretch over the change', async () => {
    const { zonedRangeText } = await timesIn('Europe/Berlin');
    const [fromMs, toMs] = [Date.parse('2026-10-25T00:30:00Z'), Date.parse('2026-10-25T01:30:00Z')];
    expect(zonedRangeText(fromMs, toMs)).toBe('25/10/2026 02:30:00 (UTC+2) – 02:30:00 (UTC+1)');
    expect(zonedRangeText(toMs, toMs)).toBe('25/10/2026 02:30:00 – 02:30:00 (UTC+1)');
  });

  it('keeps round hours on the axis of a week', async () => {
    await timesIn('Europe/Berlin');
    const { axisOf } = await import('../../../src/web/lanes/axis.ts');
    const scale = {
      fromMs: Date.parse('2026-10-22T00:00Z'),
      toMs: Date.parse('2026-10-29T00:00Z'),
      width: 700,
    };
    const { ticks, dates } = axisOf({ ...scale, width: 900 }, (text) => text.length * 7);
    expect(new Set(ticks.map(({ text }) => text))).toEqual(new Set(['00:00', '12:00']));
    const days = ['22', '23', '24', '25', '26', '27', '28', '29'].map((day) => `${day}/10/2026`);
    expect(dates.map(({ text }) => text)).toEqual(days);
  });

  it.each(['Europe/Berlin', 'America/Sao_Paulo', 'America/Havana', 'Africa/Cairo', 'Australia/Lord_Howe'])(
    'day follows day without a hole, and each ends in its last second (%s)',
    async (zone) => {
      const { laterDay, wallTimeOf, instantMsOf, endOfDayMs, dateText } = await timesIn(zone);
      const midnight = { hour: 0, minute: 0, second: 0 };
      const anInstant = fc.integer({ min: Date.UTC(1975), max: Date.UTC(2037) });
      fc.assert(
        fc.property(anInstant, (ms) => {
          const day = { ...wallTimeOf(ms), ...midnight };
          const next = laterDay(day, 1);
          const [fromMs, toMs] = [instantMsOf(day), instantMsOf(next)];
          const lastMs = endOfDayMs(dateText(ms).split('/').reverse().join('-'));
          expect([dateText(fromMs), dateText(lastMs)]).toEqual([dateText(ms), dateText(ms)]);
          expect(lastMs + 1_000).toBe(toMs);
          expect(laterDay(next, -1)).toEqual(day);
        }),
        { numRuns: 50 },
      );
    },
  );
});
