import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inNameOrder } from '../../../src/core/index.ts';

describe('when names are sorted', () => {
  it('puts numbers by their value, and letters as Vietnamese has them', () => {
    const names = ['Ngõ 10', 'Đường 2', 'Ngõ 2', 'Dốc', 'Ấp', 'An', 'Ăn'];
    expect(names.sort(inNameOrder)).toEqual(['An', 'Ăn', 'Ấp', 'Dốc', 'Đường 2', 'Ngõ 2', 'Ngõ 10']);
  });

  it('has the order that a comparison of two texts by themselves has', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('Ngõ 2', 'Ngõ 10', 'ngõ 2'),
    );
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(inNameOrder(one, other)).toBe(one.localeCompare(other, 'vi', { numeric: true }));
      }),
    );
  });
});
