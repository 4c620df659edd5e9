import { describe, expect, it } from 'vitest';
import { dayInWords } from '../../../src/web/time/day.ts';

describe('when a day is written in words', () => {
  it.each([
    ['2026-11-22', 'vi', 'Chủ nhật, ngày 22 tháng 11 năm 2026'],
    ['2026-02-02', 'vi', 'Thứ hai, ngày 2 tháng 2 năm 2026'],
    ['2026-11-22', 'en', 'Sunday, November 22, 2026'],
    ['soon', 'vi', ''],
  ])('writes %s in %s', (day, language, words) => {
    expect(dayInWords(day, language)).toBe(words);
  });
});
