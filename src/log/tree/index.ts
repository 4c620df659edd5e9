export { EntryBundle, maxLeafBytes } from './entry-bundle.ts';
export { GrowingLog } from './growing-log.ts';
export type { TileFile } from './growing-tree.ts';
export { emptyRoot, leafHash, nodeHash } from './hashing.ts';
export { provesConsistency, provesInclusion, type TreeHead, type TreeProof } from './proofs.ts';
export {
  covers,
  leafIn,
  type ProvenTile,
  provenAbove,
  provenTile,
  tileBelow,
  tileOfLeaf,
} from './proven-tile.ts';
export { bundleWith, storedBundle } from './stored-bundle.ts';
export type { ReadTile } from './stored-tile.ts';
export { StoredTree } from './stored-tree.ts';
export { type LogTile, supersededFolders, tilePath, tileWidth } from './tile.ts';
