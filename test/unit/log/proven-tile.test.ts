import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bundleWith,
  covers,
  leafIn,
  type ProvenTile,
  provenTile,
  type ReadTile,
  tileOfLeaf,
} from '../../../src/log/index.ts';
import { grownLog } from '../../support/log-files.ts';

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

/** Of the first byte of a leaf in its bundle. */
function offsetOf(bundle: Uint8Array, number: number): number {
  let offset = 0;
  for (let at = 0; at < number; at++) offset += 2 + Buffer.from(bundle).readUInt16BE(offset);
  return offset + 2;
}
