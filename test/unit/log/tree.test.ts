import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyRoot,
  GrowingLog,
  leafHash,
  nodeHash,
  provesConsistency,
  provesInclusion,
  StoredTree,
  type TreeHead,
} from '../../../src/log/index.ts';
import { grownLog, leavesFrom } from '../../support/log-files.ts';

/** The definition of RFC 6962, 2.1, as it stands there. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (!first) return emptyRoot();
  if (leaves.length === 1) return leafHash(first);
  const left = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)));
}

const headOf = (size: number): TreeHead => ({ size, root: rootOf(leavesFrom(0, size)) });

/** Around the widths of tiles, where trees change their form. */
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.constantFrom(255, 256, 257, 511, 512, 513),
  fc.integer({ min: 1, max: 1_500 }),
);

describe('when a log grows', () => {
  it('has the root of its definition, whatever the steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 4 }), (growths) => {
        const { log } = grownLog(...growths);
        expect(log.head()).toEqual(headOf(log.head().size));
      }),
      { numRuns: 25 },
    );
  });

  it('leaves the same files when it is resumed from them', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 0, max: 600 }), async (size, more) => {
        const [whole, half] = [grownLog(size, more), grownLog(size)];
        const resumed = await GrowingLog.resume(half.log.head(), half.stored.read);
        half.stored.store(resumed.append(leavesFrom(size, more)));
        expect(resumed.head()).toEqual(whole.log.head());
        expect(half.stored.files).toEqual(whole.stored.files);
      }),
      { numRuns: 25 },
    );
  });

  it('is not resumed from files that were changed', async () => {
    const { log, stored } = grownLog(300);
    for (const path of ['tile/0/001.p/44', 'tile/1/000.p/1', 'tile/entries/001.p/44']) {
      const before = stored.files.get(path) ?? Buffer.of();
      stored.files.set(
        path,
        before.map((byte, at) => (at === 9 ? byte ^ 1 : byte)),
      );
      await expect(GrowingLog.resume(log.head(), stored.read)).rejects.toMatchObject({
        code: 'log-tiles-differ',
      });
      stored.files.set(path, before);
    }
    await expect(GrowingLog.resume(log.head(), stored.read)).resolves.toBeDefined();
  });
});

describe('when proofs are made from tiles', () => {
  it('proves each leaf to be where it is, and nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, some, other) => {
        const [index, elsewhere] = [some % size, other % size];
        const { log, stored } = grownLog(size);
        const tree = new StoredTree(size, stored.read);
        const hash = leafHash(leavesFrom(index, 1)[0] ?? Buffer.of());
        const proof = await tree.inclusionProof(index);
        expect(await tree.leafHash(index)).toEqual(hash);
        expect(provesInclusion(proof, { index, hash }, log.head())).toBe(true);
        expect(provesInclusion(proof, { index: elsewhere, hash }, log.head())).toBe(elsewhere === index);
      }),
      { numRuns: 40 },
    );
  });

  it('proves each earlier tree to be its beginning, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, some) => {
        const oldSize = 1 + (some % size);
        const { log, stored } = grownLog(size);
        const proof = await new StoredTree(size, stored.read).consistencyProof(oldSize);
        const old = headOf(oldSize);
        expect(provesConsistency(proof, old, log.head())).toBe(true);
        const forked = { size: oldSize, root: nodeHash(old.root, old.root) };
        expect(provesConsistency(proof, forked, log.head())).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('finds in full tiles what partial ones had, of an older tree', async () => {
    const { stored } = grownLog(300, 400);
    for (const path of stored.files.keys()) if (path.includes('.p/44')) stored.files.delete(path);
    expect(await new StoredTree(300, stored.read).root()).toEqual(headOf(300).root);
  });

  it.each([
    ['is gone', undefined, 'log-tile-missing'],
    ['is cut off', Buffer.alloc(32 * 43), 'log-tile-malformed'],
    ['is too long', Buffer.alloc(32 * 45), 'log-tile-malformed'],
  ])('names a tile that %s', async (_, bytes, code) => {
    const { stored } = grownLog(300);
    if (bytes) stored.files.set('tile/0/001.p/44', bytes);
    else stored.files.delete('tile/0/001.p/44');
    await expect(new StoredTree(300, stored.read).root()).rejects.toMatchObject({
      code,
      message: expect.stringContaining('tile/0/001.p/44') as string,
    });
  });
});

/** RFC 9162, 2.1.3.2, step by step, in integers of any size. */
function rootFromInclusion(index: bigint, size: bigint, leaf: Uint8Array, proof: readonly Uint8Array[]) {
  let [fn, sn, root] = [index, size - 1n, leaf];
  for (const sibling of proof) {
    if (sn === 0n) return undefined;
    if (fn % 2n === 1n || fn === sn) {
      root = nodeHash(sibling, root);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    } else root = nodeHash(root, sibling);
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n ? root : undefined;
}

const someHash = (seed: number): Uint8Array => createHash('sha256').update(String(seed)).digest();
const largest = Number.MAX_SAFE_INTEGER;

describe('when trees are as large as numbers are exact', () => {
  it('takes proofs as the algorithm of RFC 9162 does', () => {
    const cases = fc
      .integer({ min: 1, max: 53 })
      .chain((bits) => fc.maxSafeNat().map((size) => 1 + (size % (2 ** bits - 1))))
      .chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }));
    fc.assert(
      fc.property(cases, fc.nat(54), ({ size, index }, length) => {
        const proof = Array.from({ length }, (_, at) => someHash(at));
        const hash = someHash(-1);
        const root = rootFromInclusion(BigInt(index), BigInt(size), hash, proof);
        const answer = provesInclusion(proof, { index, hash }, { size, root: root ?? someHash(-2) });
        expect(answer).toBe(root !== undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('takes the longest proof there is, of the last leaf of the largest tree', () => {
    const [hash, index] = [someHash(1), largest - 1];
    const proof = Array.from({ length: 52 }, (_, at) => someHash(at));
    const root = rootFromInclusion(BigInt(index), BigInt(largest), hash, proof);
    expect(root).toBeDefined();
    expect(provesInclusion(proof, { index, hash }, { size: largest, root: root ?? hash })).toBe(true);
  });

  it.each([-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('refuses a size of %d', (size) => {
    const [hash, head] = [someHash(1), { size, root: someHash(1) }];
    expect(provesInclusion([], { index: 0, hash }, head)).toBe(false);
    expect(provesInclusion([], { index: size, hash }, { size: 1, root: hash })).toBe(false);
    expect(provesConsistency([], head, { size: 5, root: hash })).toBe(false);
    expect(provesConsistency([], head, head)).toBe(false);
  });

  it('refuses a proof that begins with nothing', () => {
    const head = { size: 1, root: someHash(1) };
    expect(provesConsistency([], { size: 0, root: emptyRoot() }, head)).toBe(false);
    expect(provesConsistency([], { size: 0, root: emptyRoot() }, { size: 0, root: emptyRoot() })).toBe(false);
  });
});
