export { leavesOfBundle, maxLeafBytes } from './entry-bundle.ts';
export { GrowingLog } from './growing-log.ts';
export type { TileFile } from './growing-tree.ts';
export { emptyRoot, leafHash, nodeHash } from './hashing.ts';
export { provesConsistency, provesInclusion, type TreeHead, type TreeProof } from './proofs.ts';
export type { ReadTile } from './stored-tile.ts';
export { StoredTree } from './stored-tree.ts';
export { type LogTile, supersededFolders, tilePath } from './tile.ts';
