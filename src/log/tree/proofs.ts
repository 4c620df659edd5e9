import { isSameHash, nodeHash, treeHashBytes } from './hashing.ts';
import { consistencyRanges, inclusionRanges, isTreeSize } from './subtrees.ts';

/** Number of leaves and root hash. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Hashes of 32 bytes, from the bottom up. Attacker-controlled where it is verified. */
export type TreeProof = readonly Uint8Array[];

/** Whether the proof shows that the leaf with this hash has this index in the tree (RFC 9162, 2.1.3.2). */
export function provesInclusion(
  proof: TreeProof,
  leaf: { readonly index: number; readonly hash: Uint8Array },
  { size, root }: TreeHead,
): boolean {
  if (!isTreeSize(size) || !isTreeSize(leaf.index) || leaf.index >= size) return false;
  const ranges = inclusionRanges(leaf.index, size);
  const siblings = paired(proof, ranges);
  if (!siblings || leaf.hash.length !== treeHashBytes) return false;
  const found = siblings.reduce(
    (hash, [sibling, { from }]) => (from < leaf.index ? nodeHash(sibling, hash) : nodeHash(hash, sibling)),
    leaf.hash,
  );
  return isSameHash(found, root);
}

/**
 * Whether the proof shows that the old tree begins the new one (RFC 9162, 2.1.4.2). Of an empty tree nothing is shown: every
 * tree begins with it, and a caller who knows of none decides for itself.
 */
export function provesConsistency(proof: TreeProof, old: TreeHead, head: TreeHead): boolean {
  if (!isTreeSize(old.size) || !isTreeSize(head.size) || old.size < 1 || old.size > head.size) return false;
  if (old.size === head.size) return proof.length === 0 && isSameHash(old.root, head.root);
  const steps = paired(proof, consistencyRanges(old.size, head.size));
  if (!steps || old.root.length !== treeHashBytes) return false;
  const [first] = steps;
  const isEnd = first?.[1].to === old.size;
  let [was, is] = isEnd ? [first[0], first[0]] : [old.root, old.root];
  for (const [hash, { from }] of isEnd ? steps.slice(1) : steps) {
    if (from >= old.size) is = nodeHash(is, hash);
    else [was, is] = [nodeHash(hash, was), nodeHash(hash, is)];
  }
  return isSameHash(was, old.root) && isSameHash(is, head.root);
}

/** Each hash with its place; `undefined` unless there are as many of both, and each has 32 bytes. */
function paired<Place>(proof: TreeProof, places: readonly Place[]): [Uint8Array, Place][] | undefined {
  if (proof.length !== places.length || proof.some(({ length }) => length !== treeHashBytes))
    return undefined;
  return places.map((place, at) => [proof[at] as Uint8Array, place]);
}
