import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bundleWith,
  covers,
  leafIn,
  type ProvenTile,
  provenAbove,
  provenTile,
  type ReadTile,
  tileBelow,
  tileOfLeaf,
} from '../../../src/log/index.ts';
import { grownLog, type LogFiles } from '../../support/log-files.ts';

/** A size, and a leaf below it. */
const place = fc
  .integer({ min: 1, max: 1_500 })
  .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

const leafOf = async (tile: ProvenTile, leaf: number, { size, read }: { size: number; read: ReadTile }) =>
  leafIn(tile, leaf, await bundleWith(leaf, size, read));

describe('when a leaf is read with its proof', () => {
  it('is the leaf of that index, and its tile holds for its neighbours', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ([size, leaf]) => {
        const { log, stored } = grownLog(size);
        const tile = await provenTile(leaf, log.head(), stored.read);
        expect(Buffer.from(await leafOf(tile, leaf, { size, read: stored.read })).toString()).toBe(
          `leaf ${leaf}`,
        );
        const next = Math.min(leaf + 1, size - 1);
        expect(covers(tile, next)).toBe(tileOfLeaf(next) === tile.index);
      }),
      { numRuns: 30 },
    );
  });

  it('is refused when any hash of its tile is another, when its bytes are, and beyond the log', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.nat(), async ([size, leaf], at) => {
        const { log, stored } = grownLog(size);
        const tile = await provenTile(leaf, log.head(), stored.read);
        for (const kind of ['0', 'entries']) {
          const number = String(tile.index).padStart(3, '0');
          const path =
            [...stored.files.keys()].find((each) => each.startsWith(`tile/${kind}/${number}`)) ?? '';
          const bytes = stored.files.get(path) ?? Buffer.alloc(0);
          const spoilt = Uint8Array.from(bytes);
          const offset = kind === '0' ? at % bytes.length : offsetOf(bytes, leaf % 256);
          spoilt[offset] = (spoilt[offset] ?? 0) ^ 1;
          stored.files.set(path, spoilt);
          const reading = provenTile(leaf, log.head(), stored.read).then((proven) =>
            leafOf(proven, leaf, { size, read: stored.read }),
          );
          await expect(reading).rejects.toThrow(/do not (?:prove|give) leaf/);
          stored.files.set(path, bytes);
        }
        await expect(provenTile(size, log.head(), stored.read)).rejects.toThrow('do not prove');
      }),
      { numRuns: 30 },
    );
  });
});

describe('when a tile is proved by the tile above it', () => {
  it('holds as by its own proof, for every full tile of leaves', async () => {
    const { log, stored } = grownLog(2_000);
    const above = await provenAbove(300, log.head(), stored.read);
    for (let index = 0; index < 7; index++) {
      expect(covers(above, index)).toBe(true);
      const own = await provenTile(index * 256, log.head(), stored.read);
      expect(await tileBelow(above, index, stored.read)).toEqual(own);
    }
    expect(covers(above, 7)).toBe(false);
  });

  it('holds where the store gives another root of the tile itself: the proof computes that one', async () => {
    const { log, stored } = grownLog(2_000);
    const honest = await provenAbove(300, log.head(), stored.read);
    spoil(stored, 'tile/1/000.p/7', 32);
    expect(await provenAbove(300, log.head(), stored.read)).toEqual(honest);
  });

  it('is refused when any other byte of the upper tile is another, or one of the lower tile', async () => {
    const { log, stored } = grownLog(2_000);
    const above = await provenAbove(300, log.head(), stored.read);
    await fc.assert(
      fc.asyncProperty(fc.nat(7 * 32 - 1), fc.nat(256 * 32 - 1), async (upper, lower) => {
        const mend = spoil(stored, 'tile/1/000.p/7', upper);
        if (Math.floor(upper / 32) !== 1)
          await expect(provenAbove(300, log.head(), stored.read)).rejects.toThrow('do not prove');
        mend();
        const mendLower = spoil(stored, 'tile/0/003', lower);
        await expect(tileBelow(above, 3, stored.read)).rejects.toThrow('do not prove');
        mendLower();
      }),
      { numRuns: 50 },
    );
  });

  it('is what was proved, also when the store answers another file the next time it is asked', async () => {
    const { log, stored } = grownLog(2_000);
    const honest = await provenAbove(300, log.head(), stored.read);
    const asked = new Set<string>();
    const changing: ReadTile = async (path) => {
      const bytes = await stored.read(path);
      const isFirst = !asked.has(path);
      asked.add(path);
      return isFirst ? bytes : bytes?.map((byte) => byte ^ 1);
    };
    expect(await provenAbove(300, log.head(), changing)).toEqual(honest);
  });
});

/** Changes a byte of a stored file; answers how to mend it. */
function spoil({ files }: LogFiles, path: string, at: number): () => void {
  const bytes = files.get(path) ?? Buffer.of();
  files.set(
    path,
    bytes.map((byte, place) => (place === at ? byte ^ 1 : byte)),
  );
  return () => void files.set(path, bytes);
}

/** Of the first byte of a leaf in its bundle. */
function offsetOf(bundle: Uint8Array, number: number): number {
  let offset = 0;
  for (let at = 0; at < number; at++) offset += 2 + Buffer.from(bundle).readUInt16BE(offset);
  return offset + 2;
}
