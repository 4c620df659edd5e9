import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedRange } from '../../../src/api/http/ranged.ts';

const file = { sizeBytes: 1_000, etag: '"one"' };
const asked = (range: string | undefined, ifRange?: string) => askedRange({ range, ifRange }, file);

describe('when a range of a file is asked for (RFC 9110, 14)', () => {
  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=10-19', 10, 10],
    ['bytes=990-', 990, 10],
    ['bytes=990-2000', 990, 10],
    ['bytes=-1', 999, 1],
    ['bytes=-5000', 0, 1_000],
    ['bytes= 5 - 6', 5, 2],
    ['Bytes=5-6', 5, 2],
    ['bytes=5-6,1000-', 5, 2],
  ])('%s is %i and %i bytes', (range, offsetBytes, sizeBytes) => {
    expect(asked(range)).toEqual({ offsetBytes, sizeBytes });
  });

  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0', 'bytes=1000-,2000-'])('%s cannot be', (range) => {
    expect(asked(range)).toBe('unsatisfiable');
  });

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=1-2,5-6',
    'bytes=1-2,x',
    'bytes=9-3',
    'lines=1-2',
    'bytes=a-b',
    'bytes=1-2;',
  ])('%s is the whole of it', (range) => {
    expect(asked(range)).toBeUndefined();
  });

  it.each(['bytes=0-', 'bytes=-1'])('%s of an empty file cannot be', (range) => {
    expect(askedRange({ range, ifRange: undefined }, { ...file, sizeBytes: 0 })).toBe('unsatisfiable');
  });

  it('is the whole when it is to go on with another version', () => {
    expect(asked('bytes=1-2', '"one"')).toEqual({ offsetBytes: 1, sizeBytes: 2 });
    for (const other of ['"two"', 'W/"one"', 'Sat, 21 Nov 2026 12:00:00 GMT'])
      expect(asked('bytes=1-2', other)).toBeUndefined();
  });

  it('never reaches beyond the file', () => {
    fc.assert(
      fc.property(fc.option(fc.nat(3_000)), fc.option(fc.nat(3_000)), (first, last) => {
        const range = asked(`bytes=${first ?? ''}-${last ?? ''}`);
        if (range === undefined || range === 'unsatisfiable') return;
        expect(range.sizeBytes).toBeGreaterThan(0);
        expect(range.offsetBytes + range.sizeBytes).toBeLessThanOrEqual(file.sizeBytes);
      }),
    );
  });
});
