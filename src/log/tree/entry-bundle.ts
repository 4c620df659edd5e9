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

/** The leaves of an entry bundle (C2SP tlog-tiles, "Log entries"), each made when it is asked for: most readers need few. */
export class EntryBundle {
  private constructor(
    private readonly bytes: Uint8Array,
    /** Where each leaf ends. */
    private readonly ends: Uint32Array,
  ) {}

  /** Attacker-controlled. Errors: `invalid` `log-bundle-malformed`, unless it has exactly `width` leaves. */
  static read(bytes: Uint8Array, width: number): EntryBundle {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const ends = new Uint32Array(width);
    let at = 0;
    for (let leaf = 0; leaf < width; leaf++) {
      const end = at + 2 + (at + 2 <= bytes.length ? view.getUint16(at) : 0);
      if (end > bytes.length || at + 2 > bytes.length) throw malformed(`ends inside leaf ${leaf}`);
      ends[leaf] = at = end;
    }
    if (at < bytes.length) throw malformed(`has ${bytes.length - at} bytes after leaf ${width - 1}`);
    return new EntryBundle(bytes, ends);
  }

  get width(): number {
    return this.ends.length;
  }

  get sizeBytes(): number {
    return this.bytes.length;
  }

  /** The bytes of a leaf by its place, as a part of the bundle's; `undefined` beyond its width. */
  leaf(at: number): Uint8Array | undefined {
    const end = this.ends[at];
    return end === undefined ? undefined : this.bytes.subarray((this.ends[at - 1] ?? 0) + 2, end);
  }

  /** The first `count` leaves; all of them when no number is given. */
  leaves(count = this.width): Uint8Array[] {
    return Array.from(this.ends.subarray(0, count), (end, at) =>
      this.bytes.subarray((this.ends[at - 1] ?? 0) + 2, end),
    );
  }
}

const malformed = (how: string): Error => invalid('log-bundle-malformed', `an entry bundle ${how}`);
