import { invalid } from '../../core/index.ts';
import { type GopLayout, type KeyframeIndex, layOut, maxGops } from './gop-layout.ts';
import { unzigzag, VarintReader, writeVarint, zigzag } from './varint.ts';

const version = 1;
/** Two varints of at least a byte each. */
const minGopBytes = 2;

/**
 * The keyframe index as the catalogue keeps it: four to five bytes per GOP, so that 60 GOPs stay below 300 and no
 * object is opened for a playlist.
 *
 * `version, GOP count, wallStartMs, wallEndMs − wallStartMs, initSizeBytes`, then per GOP the change of its size and
 * of its media duration from the GOP before; all varints, changes zigzag. Offsets and times follow from these.
 */
export function packKeyframeIndex(index: KeyframeIndex): Uint8Array {
  const packed: number[] = [];
  const { wallStartMs, wallEndMs, initSizeBytes, gops } = index;
  for (const value of [version, gops.length, wallStartMs, wallEndMs - wallStartMs, initSizeBytes]) {
    writeVarint(packed, value);
  }
  let previous = { sizeBytes: 0, mediaDurationMs: 0 };
  for (const gop of gops) {
    writeVarint(packed, zigzag(gop.sizeBytes - previous.sizeBytes));
    writeVarint(packed, zigzag(gop.mediaDurationMs - previous.mediaDurationMs));
    previous = gop;
  }
  return Uint8Array.from(packed);
}

/** The inverse. Bytes that `packKeyframeIndex` cannot have made are an `AppError` `invalid`. */
export function unpackKeyframeIndex(packed: Uint8Array): KeyframeIndex {
  const reader = new VarintReader(packed);
  if (reader.next() !== version)
    throw invalid('keyframe-index', 'a packed keyframe index of another version');
  const count = reader.next();
  const head = { wallStartMs: reader.next(), wallLengthMs: reader.next(), initSizeBytes: reader.next() };
  if (count > maxGops || count * minGopBytes > reader.remainingBytes) {
    throw invalid('keyframe-index', 'a packed keyframe index that promises more GOPs than it holds');
  }
  const gops = readGops(reader, count);
  if (!reader.isAtEnd) throw invalid('keyframe-index', 'bytes after a packed keyframe index');
  const { wallStartMs, wallLengthMs, initSizeBytes } = head;
  return layOut({ wallStartMs, wallEndMs: wallStartMs + wallLengthMs, initSizeBytes, gops });
}

function readGops(reader: VarintReader, count: number): GopLayout['gops'] {
  let gop = { sizeBytes: 0, mediaDurationMs: 0 };
  return Array.from({ length: count }, () => {
    gop = {
      sizeBytes: gop.sizeBytes + unzigzag(reader.next()),
      mediaDurationMs: gop.mediaDurationMs + unzigzag(reader.next()),
    };
    return gop;
  });
}
