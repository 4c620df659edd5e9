import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, canonicalJson, isCanonicalJson } from '../../../src/core/index.ts';

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

describe('when a text is asked whether it is canonical', () => {
  it('is what the value it says is written as, and nothing else', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', ' ', '0', ',', '"', '{}'), (text, at, put) => {
        const place = at % (text.length + 1);
        const texts = [text, `${text.slice(0, place)}${put}${text.slice(place)}`];
        for (const each of [...texts, ...texts.flatMap(canonicalOf)]) {
          const parsed = parsedOf(each);
          if (!parsed) continue;
          const answer = outcomeOf(() => isCanonicalJson(each, parsed.value));
          expect(answer).toBe(outcomeOf(() => canonicalJson(parsed.value) === each));
        }
      }),
    );
  });

  it.each(['{"10":1,"9":2}', '{"9":1}', '{"a":{"b":[1,{"c":2,"d":3}]}}', '"\\ud800"', '{"__proto__":1}'])(
    'takes %s',
    (text) => {
      expect(isCanonicalJson(text, JSON.parse(text))).toBe(true);
    },
  );

  it.each([
    '{"9":2,"10":1}',
    '{"a":1,"a":1}',
    '{"b":1,"a":1}',
    '[1.0]',
    '{"a": 1}',
    '"\\u0041"',
    '[{"b":1,"a":2}]',
  ])('does not take %s', (text) => {
    expect(isCanonicalJson(text, JSON.parse(text))).toBe(false);
  });

  it('refuses what nests too deeply', () => {
    const text = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect(() => isCanonicalJson(text, JSON.parse(text))).toThrow('deep');
  });

  function parsedOf(text: string): { readonly value: unknown } | undefined {
    try {
      return { value: JSON.parse(text) as unknown };
    } catch {
      return undefined;
    }
  }

  /** Digits may make a number that JSON can read and cannot say. */
  function outcomeOf<T>(work: () => T): T | string {
    try {
      return work();
    } catch (error) {
      return error instanceof AppError ? error.code : String(error);
    }
  }

  const canonicalOf = (text: string): string[] => {
    const parsed = parsedOf(text);
    return parsed ? [outcomeOf(() => canonicalJson(parsed.value))] : [];
  };
});
