import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WallTime } from '../../../src/web/time/zone.ts';

/** The console's clock on a page that was served with this zone. */
async function clockIn(timeZone: string) {
  vi.resetModules();
  vi.stubGlobal('document', { documentElement: { dataset: { timeZone } } });
  return import('../../../src/web/time/zone.ts');
}

afterEach(() => {
  vi.unstubAllGlobals();
  // Other files of this process read the clock as well.
  vi.resetModules();
});

describe('when the page was served in a time zone', () => {
  it.each([
    ['Asia/Ho_Chi_Minh', 'UTC+7'],
    ['Asia/Kolkata', 'UTC+5:30'],
    ['America/St_Johns', 'UTC-3:30'],
  ])('names %s by its offset', async (zone, name) => {
    const { zoneNameAt } = await clockIn(zone);
    expect(zoneNameAt(Date.UTC(2026, 10, 21))).toBe(name);
  });

  it('reads back any instant of the wall clock, to the second, where no hour is lived twice', async () => {
    const { instantMsOf, wallTimeOf } = await clockIn('Asia/Ho_Chi_Minh');
    fc.assert(
      fc.property(fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }), (second) => {
        expect(instantMsOf(wallTimeOf(second * 1_000))).toBe(second * 1_000);
      }),
    );
  });

  it.each(['Europe/Lisbon', 'America/St_Johns', 'Australia/Lord_Howe'])(
    'takes the first of an hour that is lived twice, all over the year (%s)',
    async (zone) => {
      const { instantMsOf, wallTimeOf } = await clockIn(zone);
      const seen = new Map<string, number>();
      for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 900_000) {
        const wall = JSON.stringify(wallTimeOf(ms));
        if (!seen.has(wall)) seen.set(wall, ms);
      }
      for (const [wall, ms] of seen) expect(instantMsOf(JSON.parse(wall) as WallTime)).toBe(ms);
    },
  );
});
