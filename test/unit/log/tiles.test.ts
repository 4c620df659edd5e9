import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EntryBundle,
  GrowingLog,
  type LogTile,
  maxLeafBytes,
  supersededFolders,
  tilePath,
} from '../../../src/log/index.ts';
import { grownLog, LogFiles, leavesFrom } from '../../support/log-files.ts';

describe('when a tile is named', () => {
  it.each<[LogTile, string]>([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 2, index: 999, width: 1 }, 'tile/2/999.p/1'],
    [{ level: 'entries', index: 1_000, width: 255 }, 'tile/entries/x001/000.p/255'],
    [{ level: 0, index: 2 ** 45 - 1, width: 256 }, 'tile/0/x035/x184/x372/x088/831'],
  ])('%j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
  });
});

describe('when a log grows', () => {
  it('has the tiles that the specification counts for 70 000 leaves', () => {
    const paths = [...grownLog(70_000).stored.files.keys()].filter((path) => !path.includes('entries'));
    const full = paths.filter((path) => /^tile\/0\/\d{3}$/.test(path));
    expect(full).toHaveLength(273);
    expect(paths.filter((path) => !full.includes(path)).sort()).toEqual([
      'tile/0/273.p/112',
      'tile/1/000',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
  });

  it('writes nothing twice, and nothing at all for no leaf', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 5 }), (growths) => {
        const [log, stored] = [GrowingLog.empty(), new LogFiles()];
        const paths = growths.flatMap((count) =>
          stored.store(log.append(leavesFrom(log.head().size, count))),
        );
        expect(new Set(paths).size).toBe(paths.length);
      }),
      { numRuns: 25 },
    );
    expect(grownLog(0).stored.files.size).toBe(0);
  });

  it('gives up the partial tiles whose tile is full, and keeps the others for older checkpoints', () => {
    const { stored } = grownLog(10, 200, 50, 5);
    const folders = [
      ...supersededFolders(0, 10),
      ...supersededFolders(210, 260),
      ...supersededFolders(260, 265),
    ];
    expect(folders).toEqual(['tile/0/000.p/', 'tile/entries/000.p/']);
    const kept = [...stored.files.keys()].filter(
      (path) => !folders.some((folder) => path.startsWith(folder)),
    );
    expect(kept.sort()).toEqual([
      'tile/0/000',
      'tile/0/001.p/4',
      'tile/0/001.p/9',
      'tile/1/000.p/1',
      'tile/entries/000',
      'tile/entries/001.p/4',
      'tile/entries/001.p/9',
    ]);
  });

  it('gives up each folder once, whatever the steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 70_000 }), { maxLength: 6 }), (growths) => {
        const ends = growths.map((_, at) => growths.slice(0, at + 1).reduce((sum, count) => sum + count, 0));
        const inSteps = ends.flatMap((end, at) => [...supersededFolders(ends[at - 1] ?? 0, end)]);
        const size = ends.at(-1) ?? 0;
        expect(inSteps.toSorted()).toEqual([...supersededFolders(0, size)].sort());
      }),
    );
  });
});

describe('when an entry bundle is read', () => {
  it('has the leaves that were appended, also empty and longest ones', () => {
    const leaves = [Buffer.of(), Buffer.alloc(maxLeafBytes, 7), Buffer.from('x')];
    const [log, stored] = [GrowingLog.empty(), new LogFiles()];
    stored.store(log.append(leaves));
    const bundle = stored.files.get('tile/entries/000.p/3') ?? Buffer.of();
    expect(
      EntryBundle.read(bundle, 3)
        .leaves()
        .map((leaf) => Buffer.from(leaf)),
    ).toEqual(leaves);
  });

  it('refuses a leaf that no bundle can hold', () => {
    const append = () => [...GrowingLog.empty().append([Buffer.alloc(maxLeafBytes + 1)])];
    expect(append).toThrow('65536 bytes');
  });

  it.each([
    ['ends inside a length', [0], 1],
    ['ends inside a leaf', [0, 2, 1], 1],
    ['has too few leaves', [0, 1, 9], 2],
    ['has too many leaves', [0, 1, 9, 0, 0], 1],
    ['is empty', [], 1],
  ])('refuses one that %s', (_, bytes, width) => {
    expect(() => EntryBundle.read(Uint8Array.from(bytes), width)).toThrow('entry bundle');
  });
});
