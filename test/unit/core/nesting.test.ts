import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nestingOf } from '../../../src/core/nesting.ts';

const of = (text: string) => nestingOf(Buffer.from(text));
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map((each) => depthOf(each)))
    : 0;

describe('when the nesting of a JSON text is measured', () => {
  it('is that of its value, whatever its texts hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(of(JSON.stringify(value))).toEqual({ deepest: depthOf(value), isClosed: true });
      }),
    );
  });

  it.each<[string, number, boolean]>([
    ['"[[[["', 0, true],
    [String.raw`["\"[[", "\\"]`, 1, true],
    ['[[', 2, false],
    ['{"a":[]', 2, false],
    ['', 0, true],
  ])('%s nests %d deep', (text, deepest, isClosed) => expect(of(text)).toEqual({ deepest, isClosed }));
});
