import { describe, expect, it } from 'vitest';
import { en } from '../../../src/web/messages/en.ts';
import { vi } from '../../../src/web/messages/vi.ts';
import { daysText } from '../../../src/web/time/length.ts';

describe('when the days of a policy are shown', () => {
  it.each([
    [30, '30 days', '30 ngày'],
    [30.25, '30.25 days', '30,25 ngày'],
    [1 / 2, '12 h', '12 giờ'],
    [30 / 86_400, '30 s', '30 giây'],
    [0.00003, '2.592 s', '2,592 giây'],
  ])('says %d in the unit that fits', (days, english, vietnamese) => {
    expect(daysText(days, en.units, 'en')).toBe(english);
    expect(daysText(days, vi.units, 'vi')).toBe(vietnamese);
  });
});
