import { describe, expect, it } from 'vitest';
import { readDong } from '../../../src/web/parts/amount.ts';

describe('when an amount of đồng is typed', () => {
  it.each([
    ['500000', 500_000],
    ['500.000', 500_000],
    ['1,500,000', 1_500_000],
    ['500.5', Number.NaN],
    ['năm trăm', Number.NaN],
  ])('reads %s as %d', (text, amount) => {
    expect(readDong(text)).toBe(amount);
  });
});
