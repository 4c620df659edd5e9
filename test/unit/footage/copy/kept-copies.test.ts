import { describe, expect, it } from 'vitest';
import { KeptCopies } from '../../../../src/footage/copy/kept-copies.ts';

const megabytes = (count: number) => ({
  init: new Uint8Array(0),
  fragment: new Uint8Array(count * 2 ** 20),
  encoder: 'x',
});

describe('when more copies are kept than there is room for', () => {
  it('forgets those first that nobody took for the longest', () => {
    const kept = new KeptCopies({ monotonicMs: () => 0 });
    for (const name of ['a', 'b', 'c', 'd']) kept.keep(name, megabytes(16));
    kept.get('a');
    kept.keep('e', megabytes(16));
    expect(['a', 'b', 'c', 'd', 'e'].filter((name) => kept.get(name))).toEqual(['a', 'c', 'd', 'e']);
  });

  it('counts one that is kept again once', () => {
    const kept = new KeptCopies({ monotonicMs: () => 0 });
    for (let i = 0; i < 9; i++) kept.keep('a', megabytes(16));
    kept.keep('b', megabytes(16));
    expect([kept.get('a'), kept.get('b')].map((copy) => copy !== undefined)).toEqual([true, true]);
  });
});
