import { beforeEach, describe, expect, it } from 'vitest';
import {
  GuardedStore,
  type IdentifiedStore,
  objectKey,
  objectNotFound,
  type StoreBook,
  type StoreId,
} from '../../../src/objects/index.ts';

const [ours, other] = ['store-ours', 'store-other'] as StoreId[] as [StoreId, StoreId];
const key = objectKey('segments/a.mp4');
const notOurs = { kind: 'unavailable', code: 'store-not-ours' };

let there: StoreId | undefined;
let meant: StoreId | undefined;
let done: string[];
let nowMs: number;
/** What happens during a removal. */
let meanwhile: () => void;

beforeEach(() => {
  [there, meant, done, nowMs, meanwhile] = [ours, ours, [], 0, () => {}];
});

function aGuard(trustMs: number): GuardedStore {
  const store = {
    identity: async () => {
      done.push('look');
      return there;
    },
    put: async () => void done.push('put'),
    replace: async () => void done.push('replace'),
    removeAll: async () => {
      done.push('remove');
      meanwhile();
      return [];
    },
    get: () => Promise.reject(objectNotFound(key)),
    stat: async () => undefined,
  } as unknown as IdentifiedStore;
  const book = { idOf: async () => meant } as Partial<StoreBook> as StoreBook;
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  return new GuardedStore({ name: 'disk', store, book, clock, trustMs });
}

const put = (guard: GuardedStore) => guard.put(key, new Uint8Array(), 'video/mp4');

describe('when an object is put into a guarded store', () => {
  it('looks first which store is there, each time', async () => {
    const guard = aGuard(0);
    await put(guard);
    await put(guard);
    expect(done).toEqual(['look', 'put', 'look', 'put']);
  });

  it('does so before it replaces one, and replaces none in another store', async () => {
    const guard = aGuard(0);
    await guard.replace(key, new Uint8Array(), 'text/plain');
    expect(done).toEqual(['look', 'replace']);
    there = other;
    await expect(guard.replace(key, new Uint8Array(), 'text/plain')).rejects.toMatchObject(notOurs);
    expect(done).toEqual(['look', 'replace', 'look']);
  });

  it('goes by what was found for as long as it may', async () => {
    const guard = aGuard(5_000);
    await put(guard);
    nowMs = 4_999;
    await put(guard);
    nowMs = 5_000;
    await put(guard);
    expect(done).toEqual(['look', 'put', 'put', 'look', 'put']);
  });

  it.each([undefined, other])(
    'puts nothing once %s is there, and goes on when ours is back',
    async (stranger) => {
      const guard = aGuard(0);
      await put(guard);
      there = stranger;
      await expect(put(guard)).rejects.toMatchObject(notOurs);
      there = ours;
      await put(guard);
      expect(done.filter((what) => what === 'put')).toHaveLength(2);
    },
  );

  it('goes by what a person adopted meanwhile', async () => {
    const guard = aGuard(0);
    await put(guard);
    [there, meant] = [other, other];
    await put(guard);
  });
});

describe('when objects are removed from a guarded store', () => {
  it('believes no removal during which the disk went away', async () => {
    const guard = aGuard(5_000);
    meanwhile = () => {
      there = undefined;
    };
    await expect(guard.removeAll([key])).rejects.toMatchObject(notOurs);
  });

  it('looks afresh before it, whatever was found for a put', async () => {
    const guard = aGuard(5_000);
    await put(guard);
    there = other;
    await expect(guard.removeAll([key])).rejects.toMatchObject(notOurs);
    expect(done).not.toContain('remove');
  });
});

describe('when an object is not found', () => {
  it('is absent in our store alone', async () => {
    const guard = aGuard(0);
    await expect(guard.get(key)).rejects.toMatchObject({ code: 'object-not-found' });
    expect(await guard.stat(key)).toBeUndefined();
    there = other;
    await expect(guard.get(key)).rejects.toMatchObject(notOurs);
    await expect(guard.stat(key)).rejects.toMatchObject(notOurs);
  });
});
