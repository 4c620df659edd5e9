import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/index.ts';
import { boxesIn } from '../../../src/media/mp4/boxes.ts';
import { box, u32, u64 } from './mp4-builder.ts';

const read = (bytes: Uint8Array): [string, number, boolean][] =>
  [...boxesIn(bytes)].map(({ type, endBytes, isWhole }) => [type, endBytes, isWhole]);

describe('when boxes follow one another', () => {
  it('yields each with its end', () => {
    expect(read(Buffer.concat([box('free'), box('mdat', u32(1, 2))]))).toEqual([
      ['free', 8, true],
      ['mdat', 24, true],
    ]);
  });

  it('understands a 64-bit size', () => {
    const long = Buffer.concat([u32(1), Buffer.from('mdat'), u64(20), u32(7)]);
    expect([...boxesIn(long)]).toMatchObject([
      { type: 'mdat', bodyOffsetBytes: 16, endBytes: 20, isWhole: true },
    ]);
  });

  it('lets a size of zero reach to the end', () => {
    expect(read(Buffer.concat([u32(0), Buffer.from('mdat'), u32(1, 2, 3)]))).toEqual([['mdat', 20, true]]);
  });
});

describe('when the bytes end early', () => {
  it.each([
    ['inside a body', box('mdat', u32(1, 2)).subarray(0, 15), ['mdat', 15, false]],
    ['inside a header', box('mdat').subarray(0, 7), ['', 7, false]],
    ['inside a 64-bit size', Buffer.concat([u32(1), Buffer.from('mdat'), u32(0)]), ['mdat', 12, false]],
  ])('reports the box as cut: %s', (_, bytes, expected) => {
    expect(read(bytes)).toEqual([expected]);
  });
});

describe('when a box says nonsense', () => {
  it.each([
    ['a size below its header', Buffer.concat([u32(7), Buffer.from('free')])],
    ['a 64-bit size below its header', Buffer.concat([u32(1), Buffer.from('free'), u64(15)])],
    ['a size beyond 2^53', Buffer.concat([u32(1), Buffer.from('free'), u32(0xffffffff, 0xffffffff)])],
  ])('throws an AppError: %s', (_, bytes) => {
    expect(() => read(bytes)).toThrow(AppError);
  });

  it('always moves on and ends within the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        let endBytes = 0;
        try {
          for (const found of boxesIn(bytes)) {
            expect(found.offsetBytes).toBe(endBytes);
            expect(found.endBytes).toBeGreaterThan(endBytes);
            endBytes = found.endBytes;
          }
          expect(endBytes).toBe(bytes.length);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
      }),
    );
  });
});
