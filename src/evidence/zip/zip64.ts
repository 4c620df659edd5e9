import type { ByteRange } from '../../core/index.ts';
import {
  centralHeader,
  endOfDirectory,
  localHeader,
  type PlacedEntry,
  type ZipEntry,
} from './zip64-records.ts';

/** A stretch of a ZIP: bytes of its structure, or content of the entry with that index. */
type Piece = ByteRange &
  (
    | { readonly kind: 'structure'; readonly bytes: Uint8Array }
    | { readonly kind: 'content'; readonly entry: number }
  );

/**
 * Where everything lies in a ZIP of stored files. Sizes and CRCs stand in the local headers, so the ZIP is a
 * pure function of its entries: any range of it can be made without the rest.
 */
export interface ZipLayout {
  readonly sizeBytes: number;
  /** In order; they touch. None is empty. */
  readonly pieces: readonly Piece[];
}

/** Parts of a range of the ZIP, in order: bytes of structure, or a range of an entry's content. */
export type ZipPart =
  | { readonly kind: 'structure'; readonly bytes: Uint8Array }
  | { readonly kind: 'content'; readonly entry: number; readonly range: ByteRange };

/**
 * A ZIP (PKWARE APPNOTE 6.3.10) of stored entries in the order given, with ZIP64 records where 32 bits do not
 * suffice. `modifiedAtMs` is written as UTC, to two seconds. Errors: `internal` `zip-name`.
 */
export function zipLayout(entries: readonly ZipEntry[], modifiedAtMs: number): ZipLayout {
  const pieces: Piece[] = [];
  let offsetBytes = 0;
  const place = (piece: Piece) => {
    if (piece.sizeBytes > 0) pieces.push(piece);
    offsetBytes += piece.sizeBytes;
  };
  const placed = entries.map((entry, index): PlacedEntry => {
    const at = offsetBytes;
    place(structure(at, localHeader(entry, modifiedAtMs)));
    place({ kind: 'content', entry: index, offsetBytes, sizeBytes: entry.sizeBytes });
    return { ...entry, offsetBytes: at };
  });
  const directory = Buffer.concat(placed.map((entry) => centralHeader(entry, modifiedAtMs)));
  const end = endOfDirectory({ entries: entries.length, offsetBytes, sizeBytes: directory.length });
  place(structure(offsetBytes, Buffer.concat([directory, end])));
  return { sizeBytes: offsetBytes, pieces };
}

const structure = (offsetBytes: number, bytes: Uint8Array): Piece => ({
  kind: 'structure',
  offsetBytes,
  sizeBytes: bytes.length,
  bytes,
});

/** Parts of `range`, which must lie within the ZIP. */
export function* partsWithin(
  { pieces }: ZipLayout,
  { offsetBytes, sizeBytes }: ByteRange,
): Generator<ZipPart> {
  const endBytes = offsetBytes + sizeBytes;
  for (let i = firstEndingAfter(pieces, offsetBytes); i < pieces.length; i++) {
    const piece = pieces[i];
    if (!piece || piece.offsetBytes >= endBytes) return;
    const from = Math.max(0, offsetBytes - piece.offsetBytes);
    const to = Math.min(piece.sizeBytes, endBytes - piece.offsetBytes);
    if (piece.kind === 'structure') yield { kind: 'structure', bytes: piece.bytes.subarray(from, to) };
    else yield { kind: 'content', entry: piece.entry, range: { offsetBytes: from, sizeBytes: to - from } };
  }
}

/** Binary search: a download may resume anywhere in a ZIP of thousands of entries. */
function firstEndingAfter(pieces: readonly Piece[], offsetBytes: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const piece = pieces[middle];
    if (piece && piece.offsetBytes + piece.sizeBytes <= offsetBytes) low = middle + 1;
    else high = middle;
  }
  return low;
}
