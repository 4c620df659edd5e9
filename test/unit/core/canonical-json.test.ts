import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/index.ts';

describe('when a value is written canonically', () => {
  it('sorts members by UTF-16 code units at every depth and leaves out undefined', () => {
    const value = { '€': 1, b: [{ d: 1, c: null }], '10': true, '9': 1e21, a: undefined };
    expect(canonicalJson(value)).toBe('{"10":true,"9":1e+21,"b":[{"c":null,"d":1}],"€":1}');
  });

  it('writes the examples of RFC 8785 as it does', () => {
    const example: unknown = JSON.parse(
      String.raw`{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }`,
    );
    expect(canonicalJson(example)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    const object = Object.fromEntries(names.map((name) => [name, 0]));
    expect(canonicalJson(object)).toBe(`{${sorted.map((name) => `${JSON.stringify(name)}:0`).join(',')}}`);
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
