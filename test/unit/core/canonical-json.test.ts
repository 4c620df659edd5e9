import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/index.ts';

describe('when a value is written canonically', () => {
  it('sorts members by UTF-16 code units at every depth and leaves out undefined', () => {
    const value = { '€': 1, b: [{ d: 1, c: null }], '10': true, '9': 1e21, a: undefined };
    expect(canonicalJson(value)).toBe('{"10":true,"9":1e+21,"b":[{"c":null,"d":1}],"€":1}');
  });

  it('says what JSON says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, () => 1, [undefined]])('refuses %s', (value) => {
    expect(() => canonicalJson(value)).toThrow('JSON');
  });

  it('refuses a value inside itself', () => {
    const value: { inner?: unknown } = {};
    value.inner = value;
    expect(() => canonicalJson(value)).toThrow('deep');
  });
});
