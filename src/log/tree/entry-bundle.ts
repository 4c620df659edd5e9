import { invalid } from '../../core/index.ts';

/** A bundle gives the length of each leaf in 16 bits. */
export const maxLeafBytes = 65_535;

/** A leaf with its length before it, as a bundle holds it. Errors: `invalid` `log-leaf-too-long`. */
export function bundledLeaf(leaf: Uint8Array): Uint8Array {
  if (leaf.length > maxLeafBytes)
    throw invalid('log-leaf-too-long', `a leaf of ${leaf.length} bytes; it has at most ${maxLeafBytes}`);
  const bytes = Buffer.allocUnsafe(2 + leaf.length);
  bytes.writeUInt16BE(leaf.length);
  bytes.set(leaf, 2);
  return bytes;
}

/**
 * The leaves of an entry bundle (C2SP tlog-tiles, "Log entries"), as parts of its bytes. Attacker-controlled.
 * Errors: `invalid` `log-bundle-malformed`, unless it has exactly `width` leaves.
 */
export function leavesOfBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const leaves: Uint8Array[] = [];
  let at = 0;
  while (leaves.length < width) {
    const end = at + 2 + (at + 2 <= bundle.length ? view.getUint16(at) : 0);
    if (end > bundle.length || at + 2 > bundle.length) throw malformed(`ends inside leaf ${leaves.length}`);
    leaves.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (at < bundle.length) throw malformed(`has ${bundle.length - at} bytes after leaf ${width - 1}`);
  return leaves;
}

const malformed = (how: string): Error => invalid('log-bundle-malformed', `an entry bundle ${how}`);
