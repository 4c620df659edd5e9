import { describe, expect, it } from 'vitest';
import { hourMs } from '../../../src/core/index.ts';
import { monthBefore, reportMonth } from '../../../src/report/index.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const now = (at: string, zone = timeZone) => ({ nowMs: Date.parse(at), timeZone: zone });

describe('when a month of the ward is asked for', () => {
  it('goes from midnight to midnight of the ward', () => {
    const { range, days, isRunning } = reportMonth('2026-11', now('2026-12-01T00:00:00+07:00'));
    expect(new Date(range.fromMs).toISOString()).toBe('2026-10-31T17:00:00.000Z');
    expect(new Date(range.toMs).toISOString()).toBe('2026-11-30T17:00:00.000Z');
    expect([days.length, days[0], isRunning]).toEqual([30, range.fromMs, false]);
  });

  it('is running until its last instant', () => {
    expect(reportMonth('2026-11', now('2026-11-30T23:59:59.999+07:00')).isRunning).toBe(true);
    expect(reportMonth('2028-02', now('2028-02-01T00:00:00+07:00')).days).toHaveLength(29);
  });

  it('has days of 23 and 25 hours where clocks are set, and begins later where midnight is skipped', () => {
    const { days, range } = reportMonth('2026-03', now('2026-11-21T12:00:00Z', 'Europe/Paris'));
    const lengths = days.map((ms, i) => ((days[i + 1] ?? range.toMs) - ms) / hourMs);
    expect([lengths[28], lengths.filter((hours) => hours === 24).length]).toEqual([23, 30]);
    const skipped = reportMonth('2018-11', now('2026-11-21T12:00:00Z', 'America/Sao_Paulo')).days;
    expect(new Date(skipped[3] ?? 0).toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  it.each<[code: string, text: string]>([
    ['month-future', '2026-12'],
    ['month-future', '2099-01'],
    ['month-invalid', ''],
    ['month-invalid', '2026-13'],
    ['month-invalid', '2026-1'],
    ['month-invalid', '2026-11-01'],
    ['month-invalid', '11/2026'],
    ['month-invalid', '1899-01'],
    ['month-invalid', '2026-11\n'],
    ['month-invalid', '２０２６-11'],
  ])('is refused with %s, which names the field: %j', (code, text) => {
    const fault = expect.objectContaining({ kind: 'invalid', code, field: 'month' }) as Error;
    expect(() => reportMonth(text, now('2026-11-30T23:59:59+07:00'))).toThrow(fault);
  });

  it('is compared with the month before, also over a year’s end', () => {
    expect([monthBefore('2026-03'), monthBefore('2026-01')]).toEqual(['2026-02', '2025-12']);
  });
});
