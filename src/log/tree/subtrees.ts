/** The leaves `[from, to)` of a tree. Numbers are exact up to 2^53 - 1; no operator of 32 bits is used. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** A subtree whose leaves are all there: `[index · 2^level, (index + 1) · 2^level)`. */
export interface CompleteSubtree {
  readonly level: number;
  readonly index: number;
}

export const isTreeSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;

/** The largest power of two below `count`, which is at least 2: the leaves on the left of its root (RFC 6962, 2.1). */
function leftLeaves(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/**
 * The complete subtrees under a range, from left to right. The range is a subtree of some tree, or a whole one: `from` is a
 * multiple of a power of two that is not below its length.
 */
export function completeSubtrees({ from, to }: LeafRange): CompleteSubtree[] {
  const subtrees: CompleteSubtree[] = [];
  for (let at = from; at < to; ) {
    let [level, leaves] = [0, 1];
    while (leaves * 2 <= to - at) [level, leaves] = [level + 1, leaves * 2];
    subtrees.push({ level, index: at / leaves });
    at += leaves;
  }
  return subtrees;
}

/** The subtrees whose hashes prove that the leaf is in the tree, from the leaf's sibling upwards (RFC 9162, 2.1.3.1). */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + leftLeaves(to - from);
    ranges.push(index < middle ? { from: middle, to } : { from, to: middle });
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return ranges.reverse();
}

/**
 * The subtrees whose hashes prove that the tree of `oldSize` leaves (at least one) begins the tree of `size`, from the bottom
 * up (RFC 9162, 2.1.4.1). The first is the end of the old tree, unless that tree is itself complete and so known.
 */
export function consistencyRanges(oldSize: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (oldSize < to) {
    const middle = from + leftLeaves(to - from);
    const isLeft = oldSize <= middle;
    ranges.push(isLeft ? { from: middle, to } : { from, to: middle });
    [from, to] = isLeft ? [from, middle] : [middle, to];
  }
  return (from > 0 ? [...ranges, { from, to }] : ranges).reverse();
}
