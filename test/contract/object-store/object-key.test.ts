import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObjectKey, objectKey } from '../../../src/objects/object-store.ts';

describe('when a text is to name an object', () => {
  it.each(['segments/cam_1/str_2/2026/11/21/13/20261121T130500.123Z.mp4', 'a/b', '.check/x', 'log/a=b/0-1'])(
    'takes %s',
    (text) => {
      expect(objectKey(text)).toBe(text);
    },
  );

  it.each([
    '',
    'alone',
    '123',
    '/a/b',
    'a/b/',
    'a//b',
    '../a',
    'a/../b',
    'a/..',
    './a',
    'a/.',
    'a\\b/c',
    'a/b c',
    'a/b\n',
    'a/b\0',
    'a/đ',
    'a/%2e%2e',
    `a/${'b'.repeat(201)}`,
    `${'abcdefg/'.repeat(70)}x`,
  ])('refuses %j', (text) => {
    expect(() => objectKey(text)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'bad-object-key' }),
    );
  });

  it('never takes one that leaves its folder', () => {
    const piece = fc.constantFrom('.', '..', '/', 'a', '-', '=', '\\', '\0', '%2e', '...');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        if (isObjectKey(text)) expect(posix.resolve('/root/objects', text)).toBe(`/root/objects/${text}`);
      }),
      { numRuns: 2000 },
    );
  });
});
