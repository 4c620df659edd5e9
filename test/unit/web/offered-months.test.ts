import { describe, expect, it } from 'vitest';
import { movedMonth, namedMonth, offeredMonths, runningMonth } from '../../../src/web/report/month.ts';

describe('when a month is chosen', () => {
  it('is offered two years of months, the running one first', () => {
    const months = offeredMonths('2026-01', '2026-01');
    expect([months.length, months[0], months[1], months.at(-1)]).toEqual([
      24,
      '2026-01',
      '2025-12',
      '2024-02',
    ]);
    expect(offeredMonths('2026-01', '2020-05').at(-1)).toBe('2020-05');
  });

  it('goes over the year’s end', () => {
    expect([movedMonth('2026-01', -1), movedMonth('2026-12', 1)]).toEqual(['2025-12', '2027-01']);
  });

  it('is the newest where the address names no month', () => {
    const named = ['2026-03', null, '', 'abc', '2026-13', '2026-3', '2026-03-01'];
    const months = named.map((each) => namedMonth(each, '2026-05'));
    expect(months).toEqual(['2026-03', ...named.slice(1).map(() => '2026-05')]);
  });

  it('begins at midnight of the ward', () => {
    const at = (time: string) => runningMonth(Date.parse(time));
    expect([at('2026-11-30T16:59:59Z'), at('2026-11-30T17:00:00Z')]).toEqual(['2026-11', '2026-12']);
  });
});
