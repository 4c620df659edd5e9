import type { ByteRange } from '../../core/index.ts';

const endOf = ({ offsetBytes, sizeBytes }: ByteRange): number => offsetBytes + sizeBytes;

export const meet = (a: ByteRange, b: ByteRange): boolean =>
  a.offsetBytes < endOf(b) && b.offsetBytes < endOf(a);

/** The part of a range that lies in this placed stretch; its pieces, of that size together, are made only when there is one. */
export function* partWithin(
  placed: ByteRange,
  range: ByteRange,
  pieces: () => readonly Uint8Array[],
): Generator<Uint8Array> {
  if (!meet(placed, range)) return;
  let { offsetBytes } = placed;
  for (const piece of pieces()) {
    const [from, to] = [Math.max(0, range.offsetBytes - offsetBytes), endOf(range) - offsetBytes];
    if (from < Math.min(to, piece.length)) yield piece.subarray(from, to);
    offsetBytes += piece.length;
  }
}
