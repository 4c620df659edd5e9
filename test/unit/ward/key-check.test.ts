import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOf, isKeyOf, type KeyBook, type KeyCheck, wardKey } from '../../../src/ward/index.ts';

/** A catalogue, and a data directory. */
function aPlace(file?: Uint8Array) {
  const checks = new Map<string, KeyCheck>();
  let there = file;
  const book: KeyBook = {
    read: async (name) => checks.get(name),
    keep: async (check) => {
      if (!checks.has(check.name)) checks.set(check.name, check);
      return checks.get(check.name) ?? check;
    },
    forget: async (name) => checks.delete(name),
    backedUp: async () => {},
    unsaved: async () => [...checks.keys()],
  };
  const keyFile = {
    path: '/data/keys/k',
    readIfThere: async () => there,
    read: async () => {
      there ??= randomBytes(32);
      return there;
    },
  };
  return {
    checks,
    read: () => wardKey(book, 'k', keyFile, 0),
    put: (key: Uint8Array | undefined) => {
      there = key;
    },
    there: () => there,
  };
}

describe('when a process reads a key of the ward', () => {
  it('makes it where there is none yet, and knows it again', async () => {
    const place = aPlace();
    const key = await place.read();
    expect(await place.read()).toEqual(key);
    const kept = place.checks.get('k');
    expect(Buffer.concat([kept?.salt ?? key, kept?.digest ?? key]).includes(Buffer.from(key))).toBe(false);
  });

  it('refuses an empty data directory instead of making another key', async () => {
    const place = aPlace();
    const key = await place.read();
    place.put(undefined);
    await expect(place.read()).rejects.toMatchObject({ kind: 'invalid', code: 'key-missing' });
    expect(place.there()).toBeUndefined();
    place.put(key);
    expect(await place.read()).toEqual(key);
  });

  it('refuses another key, and says what helps', async () => {
    const place = aPlace();
    await place.read();
    place.put(randomBytes(32));
    await expect(place.read()).rejects.toMatchObject({
      code: 'key-not-ours',
      message: expect.stringContaining('minhchung keys restore FILE') as string,
    });
  });

  it.each<[string, Uint8Array]>([
    ['zeros', new Uint8Array(32)],
    ['one byte again and again', new Uint8Array(32).fill(0x42)],
    ['bytes that count up', Uint8Array.from({ length: 32 }, (_, i) => i + 1)],
    [
      'the seed of a specification',
      Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
    ],
  ])('refuses a key of %s, which others know', async (_, key) => {
    const place = aPlace(key);
    await expect(place.read()).rejects.toMatchObject({ code: 'key-shared' });
    expect(place.checks.size).toBe(0);
  });

  it('knows a key by its check, and no other', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes, bytes, (key, other) => {
        const check = checkOf('k', key);
        const isSame = Buffer.compare(key, other) === 0;
        return (
          isKeyOf(check, key) && isKeyOf(check, other) === isSame && !isKeyOf({ ...check, name: 'l' }, key)
        );
      }),
      { numRuns: 50 },
    );
  });
});
