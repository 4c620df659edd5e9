/** Hashes in a full tile, and leaves in a full entry bundle. */
export const tileWidth = 256;

/** A file of hashes: `width` of them, each the root of 256^level leaves; the first is number `index · 256` of its level. */
export interface LogTile {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number;
}

/** Name of a tile below the folder of its log: `tile/0/x001/234/067.p/5`; `tile/entries/000` (C2SP tlog-tiles). */
export const tilePath = ({ width, ...tile }: LogTile): string =>
  width === tileWidth ? fullTilePath(tile) : `${partialTilesFolder(tile)}${width}`;

const fullTilePath = ({ level, index }: Omit<LogTile, 'width'>): string => {
  const elements = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    elements.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  return `tile/${level}/${elements.join('/')}`;
};

/** The folder, slash included, in which all partial forms of a tile lie. */
export const partialTilesFolder = (tile: Omit<LogTile, 'width'>): string => `${fullTilePath(tile)}.p/`;

/** How many hashes the level has in a tree of this size. */
export const hashesAtLevel = (size: number, level: number): number => Math.floor(size / tileWidth ** level);

/** The tile that holds a hash of a level, as wide as it is in a tree of this size. */
export function logTileAt(
  level: number,
  hashIndex: number,
  size: number,
): LogTile & { readonly level: number } {
  const index = Math.floor(hashIndex / tileWidth);
  return { level, index, width: Math.min(tileWidth, hashesAtLevel(size, level) - index * tileWidth) };
}

/**
 * The folders of partial tiles that a growth made superfluous, because their tile is full now. A client with an older checkpoint
 * still asks for a partial tile whose tile is not: it stays (C2SP tlog-tiles, "Partial Tiles").
 */
export function* supersededFolders(oldSize: number, size: number): Generator<string> {
  for (let level = 0; hashesAtLevel(size, level) >= tileWidth; level++) {
    const first = Math.floor(hashesAtLevel(oldSize, level) / tileWidth);
    const end = Math.floor(hashesAtLevel(size, level) / tileWidth);
    for (let index = first; index < end; index++) {
      yield partialTilesFolder({ level, index });
      if (level === 0) yield partialTilesFolder({ level: 'entries', index });
    }
  }
}
