import { describe, expect, it } from 'vitest';
import { type DigestVerdict, KnownDigests } from '../../../src/footage/checked/known-digests.ts';

const digestsOf = (gops: number): DigestVerdict => ({
  init: '',
  gops: Array.from({ length: gops }, () => ({ headBytes: 0, head: '', payload: '' })),
});

/** Asks for verdicts by name, and notes which were looked for. */
function asking(limit: number) {
  const clock = { atMs: 0, monotonicMs: (): number => clock.atMs };
  const known = new KnownDigests(clock, limit);
  const found: string[] = [];
  const ask = (name: string, verdict: DigestVerdict = digestsOf(9)) =>
    known.verdict(name, async () => {
      found.push(name);
      return verdict;
    });
  return { clock, known, found, ask };
}

describe('when digests of more GOPs are known than memory may hold', () => {
  it('forgets those that nobody asked for the longest', async () => {
    const { ask, found } = asking(30);
    for (const name of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) await ask(name);
    expect(found).toEqual(['a', 'b', 'c', 'd', 'b']);
  });

  it('keeps the one at hand, however large', async () => {
    const { ask, found } = asking(30);
    for (const name of ['a', 'a']) await ask(name, digestsOf(500));
    await ask('b');
    await ask('a');
    expect(found).toEqual(['a', 'b', 'a']);
  });
});

describe('when several ask for the digests of one segment at once', () => {
  it('finds them once', async () => {
    const { ask, found } = asking(30);
    await Promise.all([ask('a'), ask('a'), ask('a')]);
    expect(found).toEqual(['a']);
  });
});

describe('when a whole original differs from its row', () => {
  it('reads it again after a minute, for somebody may have put the right file back', async () => {
    const { ask, found, clock } = asking(30);
    await ask('a', 'altered');
    clock.atMs = 59_999;
    expect(await ask('a', digestsOf(1))).toBe('altered');
    clock.atMs = 60_000;
    expect(await ask('a', digestsOf(1))).toEqual(digestsOf(1));
    expect(found).toEqual(['a', 'a']);
  });
});

describe('when the store cannot be read', () => {
  it('asks again the next time', async () => {
    const { known, ask } = asking(30);
    await expect(known.verdict('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await ask('a')).toEqual(digestsOf(9));
  });
});
