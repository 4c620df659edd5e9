import { invalid } from '../../core/index.ts';
import { ByteReader } from './byte-reader.ts';

/** One box of ISO/IEC 14496-12 clause 4.2: where it lies in the file, not what it says. */
export interface Mp4Box {
  /** Four characters, Latin-1; empty when the file ends inside the header. */
  readonly type: string;
  readonly offsetBytes: number;
  readonly bodyOffsetBytes: number;
  /** End of the box, or of the bytes at hand when the box is cut. */
  readonly endBytes: number;
  /** False when the box claims more bytes than there are: then it is the last one. */
  readonly isWhole: boolean;
}

const shortHeaderBytes = 8;
const longHeaderBytes = 16;

/**
 * Walks the boxes that follow one another in `[fromBytes, toBytes)`, in order, without going into them.
 *
 * Sizes of 32 bits, 64 bits (`size == 1`) and to the end (`size == 0`) are understood. A cut box is yielded with
 * `isWhole: false` and ends the walk. The bytes are attacker-controlled: a size smaller than the header is an
 * `AppError` `invalid` / `media-box-size`, and each step moves on by at least a header.
 */
export function* boxesIn(bytes: Uint8Array, fromBytes = 0, toBytes = bytes.length): Generator<Mp4Box> {
  let at = fromBytes;
  while (at < toBytes) {
    const box = boxAt(bytes, at, toBytes);
    yield box;
    at = box.endBytes;
  }
}

/** The boxes inside a container, after `headerBytes` of fields that come before its children. */
export const childBoxes = (bytes: Uint8Array, parent: Mp4Box, headerBytes = 0): Generator<Mp4Box> =>
  boxesIn(bytes, parent.bodyOffsetBytes + headerBytes, parent.endBytes);

/** The first whole child of that type, if any. */
export function findChild(
  bytes: Uint8Array,
  parent: Mp4Box,
  type: string,
  headerBytes = 0,
): Mp4Box | undefined {
  for (const box of childBoxes(bytes, parent, headerBytes)) {
    if (box.type === type && box.isWhole) return box;
  }
  return undefined;
}

/** As `findChild`, but a missing one is an `AppError` `invalid` / `media-box-missing`. */
export function requireChild(bytes: Uint8Array, parent: Mp4Box, type: string): Mp4Box {
  const box = findChild(bytes, parent, type);
  if (!box) throw invalid('media-box-missing', `no whole ${type} box in ${parent.type}`);
  return box;
}

/** A reader over the body of a box. */
export const boxBody = (bytes: Uint8Array, box: Mp4Box): ByteReader =>
  new ByteReader(bytes, box.bodyOffsetBytes, box.endBytes);

function boxAt(bytes: Uint8Array, offsetBytes: number, toBytes: number): Mp4Box {
  const available = toBytes - offsetBytes;
  if (available < shortHeaderBytes) return cutBox('', offsetBytes, toBytes);
  const reader = new ByteReader(bytes, offsetBytes, toBytes);
  const size32 = reader.u32();
  const type = String.fromCharCode(...reader.take(4));
  if (size32 === 1 && available < longHeaderBytes) return cutBox(type, offsetBytes, toBytes);
  const sizeBytes = size32 === 1 ? reader.u64() : size32 === 0 ? available : size32;
  if (sizeBytes < reader.offsetBytes - offsetBytes)
    throw invalid('media-box-size', 'a box smaller than its header');
  return {
    type,
    offsetBytes,
    bodyOffsetBytes: reader.offsetBytes,
    endBytes: offsetBytes + Math.min(sizeBytes, available),
    isWhole: sizeBytes <= available,
  };
}

const cutBox = (type: string, offsetBytes: number, toBytes: number): Mp4Box => ({
  type,
  offsetBytes,
  bodyOffsetBytes: toBytes,
  endBytes: toBytes,
  isWhole: false,
});
