import { describe, expect, it } from 'vitest';
import { rangeText } from '../../../src/web/time/format.ts';
import { readRange } from '../../../src/web/time/spoken-range.ts';

/** Sunday 22 November 2026, 08:00 in Vietnam. */
const nowMs = Date.parse('2026-11-22T08:00:00+07:00');

const understood = (text: string): string | undefined => {
  const range = readRange(text, nowMs);
  return range && rangeText(range.fromMs, range.toMs);
};

describe('when an officer types a time', () => {
  it.each([
    ['21:20 hôm qua', '21/11/2026 21:10:00 – 21:30:00'],
    ['21h20 tối qua', '21/11/2026 21:10:00 – 21:30:00'],
    ['9h20 tối qua', '21/11/2026 21:10:00 – 21:30:00'],
    ['9h tối hôm qua', '21/11/2026 20:50:00 – 21:10:00'],
    ['9h20 tối 20/11', '20/11/2026 21:10:00 – 21:30:00'],
    ['3 giờ chiều nay', '22/11/2026 14:50:00 – 15:10:00'],
    ['1h30 trưa qua', '21/11/2026 13:20:00 – 13:40:00'],
    ['11h30 trưa hôm qua', '21/11/2026 11:20:00 – 11:40:00'],
    ['7h sáng nay', '22/11/2026 06:50:00 – 07:10:00'],
    ['11h đêm qua', '21/11/2026 22:50:00 – 23:10:00'],
    ['1h đêm qua', '22/11/2026 00:50:00 – 01:10:00'],
    ['12h đêm qua', '21/11/2026 23:50:00 – 22/11/2026 00:10:00'],
    ['9:20 last night', '21/11/2026 21:10:00 – 21:30:00'],
    ['1:00 am last night', '22/11/2026 00:50:00 – 01:10:00'],
    ['3:00 in the afternoon', '21/11/2026 14:50:00 – 15:10:00'],
    ['9h – 9h30 tối qua', '21/11/2026 21:00:00 – 21:30:00'],
    ['từ 9h tối qua đến 9h30', '21/11/2026 21:00:00 – 21:30:00'],
    ['9h tối qua – 1h', '21/11/2026 21:00:00 – 22/11/2026 01:00:00'],
    ['1h đêm qua – 2h', '22/11/2026 01:00:00 – 02:00:00'],
    ['8h – 5h chiều hôm qua', '21/11/2026 08:00:00 – 17:00:00'],
    ['21:20 24/12', '24/12/2025 21:10:00 – 21:30:00'],
    ['khoảng 21 giờ 20 hôm qua', '21/11/2026 21:10:00 – 21:30:00'],
    ['around 21:20 yesterday', '21/11/2026 21:10:00 – 21:30:00'],
    ['9:20pm yesterday', '21/11/2026 21:10:00 – 21:30:00'],
    ['07:30', '22/11/2026 07:20:00 – 07:40:00'],
    ['21:20', '21/11/2026 21:10:00 – 21:30:00'],
    ['21:10 – 21:30 hôm qua', '21/11/2026 21:10:00 – 21:30:00'],
    ['từ 21:10 đến 21:30 ngày 20/11', '20/11/2026 21:10:00 – 21:30:00'],
    ['21/11/2026 21:10:00 – 21:30:00 (UTC+7)', '21/11/2026 21:10:00 – 21:30:00'],
    ['23:50 – 00:10 hôm kia', '20/11/2026 23:50:00 – 21/11/2026 00:10:00'],
    ['20/11', '20/11/2026 00:00:00 – 21/11/2026 00:00:00'],
    ['2026-11-21T21:10:05 – 21:30', '21/11/2026 21:10:05 – 21:30:00'],
    ['30 phút trước', '22/11/2026 07:20:00 – 07:40:00'],
    ['10 phút trước – bây giờ', '22/11/2026 07:50:00 – 08:00:00'],
  ])('understands %s', (text, expected) => {
    expect(understood(text)).toBe(expected);
  });

  it.each([
    '',
    'sau bữa cơm',
    '25:10',
    '31/02 10:00',
    '21:70',
    '10:00 – 09:00 ngày 20/11 gì đó',
    '21:20 qua',
  ])('does not pretend to understand %j', (text) => {
    expect(understood(text)).toBeUndefined();
  });

  it('reads back what it shows', () => {
    const range = { fromMs: nowMs - 5_400_000, toMs: nowMs };
    expect(readRange(rangeText(range.fromMs, range.toMs), nowMs)).toEqual(range);
  });
});
