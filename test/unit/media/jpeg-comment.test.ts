import { describe, expect, it } from 'vitest';
import { withJpegComment } from '../../../src/media/index.ts';

const jpeg = Buffer.of(0xff, 0xd8, 0xff, 0xd9);

describe('when a comment is written into a JPEG', () => {
  it('stands right after its start, with its length', () => {
    expect(Buffer.from(withJpegComment(jpeg, 'Cột')).toString('latin1')).toBe(
      Buffer.concat([
        jpeg.subarray(0, 2),
        Buffer.of(0xff, 0xfe, 0, 7),
        Buffer.from('Cột'),
        jpeg.subarray(2),
      ]).toString('latin1'),
    );
  });

  it('refuses what is no JPEG, and a text that does not fit', () => {
    expect(() => withJpegComment(Buffer.of(1, 2), '')).toThrow('not a JPEG');
    expect(() => withJpegComment(jpeg, 'x'.repeat(65_534))).toThrow('too long');
  });
});
