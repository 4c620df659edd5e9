import { describe, expect, it } from 'vitest';
import { writtenMoment } from '../../../../src/core/index.ts';

describe('when a mail tells a time', () => {
  const moment = writtenMoment('Asia/Ho_Chi_Minh');

  it.each([
    ['2026-11-22T03:00:00Z', '10 giờ 00 ngày 22/11/2026'],
    ['2026-11-21T17:05:59Z', '00 giờ 05 ngày 22/11/2026'],
  ])('writes %s as an official letter does', (instant, text) => {
    expect(moment(Date.parse(instant))).toBe(text);
  });
});
