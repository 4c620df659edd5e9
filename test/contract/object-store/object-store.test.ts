import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { md5Base64 } from '../../../src/core/index.ts';
import type { IdentifiedStore } from '../../../src/objects/index.ts';
import { type ObjectKey, type ObjectStore, objectKey } from '../../../src/objects/object-store.ts';
import { type OpenSubject, subjects } from './subjects.ts';

const video = 'video/mp4';

describe.each(subjects)('when objects are kept $name', ({ isSkipped, open }) => {
  let subject: OpenSubject;
  let store: IdentifiedStore;
  beforeAll(async () => {
    if (isSkipped) return;
    subject = await open();
    store = subject.store;
  });
  afterAll(() => subject?.close());

  const test = it.skipIf(isSkipped);
  const put = (key: ObjectKey, bytes: Uint8Array) => store.put(key, bytes, video);

  describe('and one is put', () => {
    test('gives back what was put, and says what it is', async () => {
      const [key, bytes] = [newKey(), randomBytes(100_000)];
      const stored = await put(key, bytes);
      expect(stored).toMatchObject({ key, sizeBytes: 100_000 });
      expect(stored.md5 ?? md5Base64(bytes)).toBe(md5Base64(bytes));
      expect(await store.stat(key)).toEqual(stored);
      expect(sameBytes(await store.get(key), bytes)).toBe(true);
    });

    test('keeps an empty object', async () => {
      const key = newKey();
      expect(await put(key, new Uint8Array())).toMatchObject({
        sizeBytes: 0,
      });
      expect(await store.get(key)).toHaveLength(0);
    });

    test('keeps a view of a larger buffer as what the view shows', async () => {
      const [key, bytes] = [newKey(), randomBytes(1000)];
      await put(key, new Uint8Array(bytes.buffer, bytes.byteOffset + 100, 50));
      expect(sameBytes(await store.get(key), bytes.subarray(100, 150))).toBe(true);
    });

    test('keeps 60 MiB in one piece', async () => {
      const [key, bytes] = [newKey(), randomBytes(60 * 1024 * 1024)];
      await put(key, bytes);
      expect(sameBytes(await store.get(key), bytes)).toBe(true);
      expect(await put(key, bytes)).toMatchObject({ sizeBytes: bytes.length });
      await expect(put(key, flipped(bytes, 1))).rejects.toMatchObject({ code: 'object-differs' });
    });

    test('refuses more than 64 MiB', async () => {
      const tooLarge = put(newKey(), Buffer.alloc(64 * 1024 * 1024 + 1));
      await expect(tooLarge).rejects.toMatchObject({ kind: 'invalid', code: 'object-too-large' });
    });
  });

  describe('and a key is put again', () => {
    test('answers the same to the same bytes', async () => {
      const [key, bytes] = [newKey(), randomBytes(5000)];
      const stored = await put(key, bytes);
      expect(await put(key, bytes)).toEqual(stored);
    });

    test('refuses other bytes of the same length and keeps the first', async () => {
      const [key, bytes] = [newKey(), randomBytes(5000)];
      const stored = await put(key, bytes);
      await expect(put(key, flipped(bytes, 4999))).rejects.toMatchObject({
        kind: 'conflict',
        code: 'object-differs',
      });
      expect(await store.stat(key)).toEqual(stored);
      expect(sameBytes(await store.get(key), bytes)).toBe(true);
    });

    test('takes other bytes after a removal', async () => {
      const key = newKey();
      await put(key, randomBytes(10));
      await store.remove(key);
      const bytes = randomBytes(20);
      await put(key, bytes);
      expect(sameBytes(await store.get(key), bytes)).toBe(true);
    });
  });

  describe('and one is replaced', () => {
    const replace = (key: ObjectKey, bytes: Uint8Array) => store.replace(key, bytes, 'text/plain');

    test('has the new bytes under the key, also where nothing was', async () => {
      const [key, first, second] = [newKey(), randomBytes(300), randomBytes(290)];
      await replace(key, first);
      expect(sameBytes(await store.get(key), first)).toBe(true);
      const stored = await replace(key, second);
      expect(stored).toMatchObject({ key, sizeBytes: 290 });
      expect(await store.stat(key)).toEqual(stored);
      expect(sameBytes(await store.get(key), second)).toBe(true);
      expect(await keysOf(store, key)).toEqual([key]);
    });

    test('shows every reader meanwhile one of the two, whole', async () => {
      const [key, old] = [newKey(), Buffer.alloc(2_000, 0)];
      await replace(key, old);
      const reads: Uint8Array[] = [];
      for (let turn = 1; turn <= 5; turn++) {
        const [read] = await Promise.all([store.get(key), replace(key, Buffer.alloc(2_000, turn))]);
        reads.push(read);
      }
      for (const read of reads) expect([read.length, new Set(read).size]).toEqual([2_000, 1]);
    });

    test('keeps no earlier version, which would come back when the newest is removed', async () => {
      const key = newKey();
      for (const size of [10, 11]) await replace(key, randomBytes(size));
      const { versionId } = await replace(key, randomBytes(12));
      await store.remove(key, versionId);
      expect(await store.stat(key)).toBeUndefined();
      expect(await store.missing([key])).toEqual([key]);
    });
  });

  describe('and many put one key at once', () => {
    test('stores the same bytes once', async () => {
      const [key, bytes] = [newKey(), randomBytes(200_000)];
      const all = await Promise.all(Array.from({ length: 12 }, () => put(key, bytes)));
      expect(new Set(all.map((stored) => JSON.stringify(stored))).size).toBe(1);
      expect(sameBytes(await store.get(key), bytes)).toBe(true);
    });

    test('lets exactly one of different bytes win', async () => {
      const key = newKey();
      const versions = Array.from({ length: 12 }, () => randomBytes(200_000));
      const results = await Promise.allSettled(versions.map((bytes) => put(key, bytes)));
      const winners = versions.filter((_, i) => results[i]?.status === 'fulfilled');
      expect(winners).toHaveLength(1);
      expect(sameBytes(await store.get(key), winners[0])).toBe(true);
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'object-differs' });
    });
  });

  describe('and a part is asked for', () => {
    const bytes = randomBytes(1000);
    const key = newKey();
    beforeAll(async () => {
      if (!isSkipped) await put(key, bytes);
    });

    test.each([
      [1, 0],
      [1000, 0],
      [998, 1],
      [1, 999],
    ])('gives exactly %d at %d', async (sizeBytes, offsetBytes) => {
      const part = await store.get(key, { offsetBytes, sizeBytes });
      expect(sameBytes(part, bytes.subarray(offsetBytes, offsetBytes + sizeBytes))).toBe(true);
    });

    test.each([
      [1001, 0],
      [2, 999],
      [1, 1000],
      [10, 5000],
    ])('fails as short for %d at %d', async (sizeBytes, offsetBytes) => {
      await expect(store.get(key, { offsetBytes, sizeBytes })).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'object-short',
      });
    });

    test.each([
      [1, -1],
      [0, 0],
      [1, 0.5],
      [Number.NaN, 0],
    ])('refuses %d at %d', async (sizeBytes, offsetBytes) => {
      await expect(store.get(key, { offsetBytes, sizeBytes })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'bad-range',
      });
    });
  });

  describe('and nothing has the key', () => {
    test('has nothing to show', async () => {
      expect(await store.stat(newKey())).toBeUndefined();
      await expect(store.get(newKey())).rejects.toMatchObject({
        kind: 'not-found',
        code: 'object-not-found',
      });
      await expect(store.get(newKey(), { offsetBytes: 0, sizeBytes: 1 })).rejects.toMatchObject({
        kind: 'not-found',
      });
    });

    test('does not take the folder of an object for an object', async () => {
      const key = newKey();
      await put(objectKey(`${key}/below`), randomBytes(10));
      expect(await store.stat(key)).toBeUndefined();
      await expect(store.get(key)).rejects.toMatchObject({ kind: 'not-found' });
    });
  });

  describe('and one is removed', () => {
    test('is gone, and may be removed again', async () => {
      const key = newKey();
      const { versionId } = await put(key, randomBytes(10));
      await store.remove(key, versionId);
      expect(await store.stat(key)).toBeUndefined();
      expect(await keysOf(store, key)).toEqual([]);
      await store.remove(key);
      await store.remove(key, versionId);
    });

    test('leaves its neighbours', async () => {
      const [key, longer] = [newKey(), objectKey(`${newKey()}.jpg`)];
      const neighbours = [objectKey(`${key}.jpg`), objectKey(`${key}0`), longer];
      for (const neighbour of [key, ...neighbours]) await put(neighbour, randomBytes(10));
      await store.remove(key);
      for (const neighbour of neighbours) expect(await store.stat(neighbour)).toBeDefined();
    });

    test('can be removed by many at once, while others put beside it', async () => {
      const folder = newKey();
      const doomed = Array.from({ length: 20 }, (_, i) => objectKey(`${folder}/a/${i}`));
      const kept = Array.from({ length: 20 }, (_, i) => objectKey(`${folder}/a/new-${i}`));
      await Promise.all(doomed.map((key) => put(key, randomBytes(10))));
      await Promise.all(
        [...doomed, ...doomed]
          .map((key) => store.remove(key))
          .concat(kept.map((key) => put(key, randomBytes(10)).then())),
      );
      expect(await keysOf(store, folder)).toEqual(kept.toSorted());
    });
  });

  describe('and many are removed together', () => {
    test('takes them, from whatever folders, and leaves their neighbours', async () => {
      const folder = newKey();
      const keys = Array.from({ length: 30 }, (_, i) => objectKey(`${folder}/${i % 3}/object-${i}`));
      for (const key of keys) await put(key, randomBytes(10));
      const [doomed, kept] = [keys.filter((_, i) => i % 2 === 0), keys.filter((_, i) => i % 2 === 1)];
      const absent = [objectKey(`${folder}/0/object-`), objectKey(`${folder}/none/x`)];
      expect(await store.removeAll([...doomed, ...absent])).toEqual([]);
      expect(await keysOf(store, `${folder}/`)).toEqual(kept.toSorted());
      expect(await store.removeAll(doomed)).toEqual([]);
    });

    test('tells beforehand which of them are missing, from whatever folders', async () => {
      const folder = newKey();
      const [a, b] = [objectKey(`${folder}/0/a`), objectKey(`${folder}/1/b`)];
      for (const key of [a, b]) await put(key, randomBytes(10));
      const absent = [objectKey(`${folder}/0/a0`), objectKey(`${folder}/1`), objectKey(`${folder}/none/x`)];
      expect((await store.missing([a, ...absent, b])).toSorted()).toEqual(absent.toSorted());
      expect(await store.missing([a, b])).toEqual([]);
      await store.removeAll([a]);
      expect(await store.missing([a, b])).toEqual([a]);
    });

    test('removes none when there are none', async () => {
      expect(await store.removeAll([])).toEqual([]);
    });
  });

  describe('and they are listed', () => {
    test('lists every one of more than a page, once', async () => {
      const folder = newKey();
      const keys = Array.from({ length: 1100 }, (_, i) => objectKey(`${folder}/${i % 7}/${i}.mp4`));
      await inTurns(keys, (key) => put(key, new TextEncoder().encode(key)));
      expect(await keysOf(store, `${folder}/`)).toEqual(keys.toSorted());
    });

    test.each(['..', 'a/../b', '/a', 'a//b', 'á'])('refuses the prefix %s', async (prefix) => {
      await expect(keysOf(store, prefix)).rejects.toMatchObject({
        kind: 'invalid',
        code: 'bad-object-prefix',
      });
    });

    test('lists what starts with the prefix, wherever that ends', async () => {
      const folder = newKey();
      const [a, ab, other] = ['seg/a', 'seg/ab/c', 'set/a'].map((name) => objectKey(`${folder}/${name}`));
      for (const key of [a, ab, other]) await put(key as ObjectKey, randomBytes(7));
      expect(await keysOf(store, `${folder}/seg/a`)).toEqual([a, ab]);
      expect(await keysOf(store, `${folder}/se`)).toEqual([a, ab, other]);
      expect(await keysOf(store, `${folder}/nothing`)).toEqual([]);
      for await (const entry of store.list(`${folder}/set`))
        expect(entry).toMatchObject({ key: other, sizeBytes: 7 });
    });
  });

  describe('and it is asked which store it is', () => {
    test('always says the same id, which lies in it and is no object', async () => {
      const id = await store.identity();
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(await store.makeIdentity()).toBe(id);
      expect(await keysOf(store, '')).not.toContain('.store/id');
    });
  });

  describe('and its readiness is asked', () => {
    test('is ready, and leaves nothing behind', async () => {
      await store.check();
      expect(await keysOf(store, '.check/')).toEqual([]);
    });
  });
});

const newKey = (): ObjectKey => objectKey(`test/${randomBytes(8).toString('hex')}`);

const sameBytes = (a: Uint8Array, b: Uint8Array | undefined): boolean =>
  b !== undefined && Buffer.compare(a, b) === 0;

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

async function keysOf(store: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys.toSorted();
}

/** Twenty at a time. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < items.length; i += 20) await Promise.all(items.slice(i, i + 20).map(work));
}
