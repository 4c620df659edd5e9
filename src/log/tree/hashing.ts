import { createHash, hash } from 'node:crypto';

/** Bytes of a SHA-256: of a leaf, a node or a root. */
export const treeHashBytes = 32;

/** Writes the SHA-256 of `bytes` into `target`. As text it costs a quarter of what Node's own buffer costs. */
function digestInto(target: Buffer, atBytes: number, bytes: Uint8Array): void {
  target.write(hash('sha256', bytes, 'binary'), atBytes, 'latin1');
}

const nodeInput = Buffer.alloc(1 + 2 * treeHashBytes, 1);

/** Writes the hash of a node to `toBytes`: SHA-256(1 || left || right), of the two hashes of 32 bytes at `fromBytes`. */
export function hashPair(
  nodes: Buffer,
  { fromBytes, toBytes }: { readonly fromBytes: number; readonly toBytes: number },
): void {
  nodes.copy(nodeInput, 1, fromBytes, fromBytes + 2 * treeHashBytes);
  digestInto(nodes, toBytes, nodeInput);
}

/** Hash of a node over its children (RFC 6962, 2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + treeHashBytes);
  const target = Buffer.allocUnsafe(treeHashBytes);
  digestInto(target, 0, nodeInput);
  return target;
}

/** Begins with the 0 of a leaf; as long as most leaves are at most. */
const leafInput = Buffer.alloc(8_192);

/** Hash of a leaf: SHA-256(0 || leaf) (RFC 6962, 2.1). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  const input = leaf.length < leafInput.length ? leafInput : Buffer.alloc(1 + leaf.length);
  input.set(leaf, 1);
  const target = Buffer.allocUnsafe(treeHashBytes);
  digestInto(target, 0, input.subarray(0, 1 + leaf.length));
  return target;
}

/** Root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Uint8Array => createHash('sha256').digest();

export const isSameHash = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === treeHashBytes && Buffer.compare(a, b) === 0;
