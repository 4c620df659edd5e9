import type { Codec } from './codec.ts';
import type { NalAssembly } from './nal-assembly.ts';
import { readHead } from './parameter-set-head.ts';
import { recoveryFrames } from './recovery-point.ts';

const idr = 5;
const sei = 6;
const sps = 7;
const pps = 8;
const stapA = 24;
const fuA = 28;

const typeOf = (nal: Buffer): number => (nal[0] ?? 0) & 0x1f;

/** H.264 over RTP, packetisation modes 0 and 1 (RFC 6184). */
export const h264: Codec = {
  name: 'h264',
  nalHeaderBytes: 1,
  parameterSetTypes: [sps, pps],
  nalType: typeOf,
  isPicture: (type) => type >= 1 && type <= idr,
  // first_mb_in_slice is 0: one bit (H.264 §7.3.3).
  beginsPicture: (slice) => ((slice[1] ?? 0) & 0x80) !== 0,
  // In open GOPs only the first keyframe is an IDR picture; the others are recovery points at once.
  isKeyframe: (nals) =>
    nals.some((nal) => typeOf(nal) === idr || (typeOf(nal) === sei && recoveryFrames(nal) === 0)),
  beginsGop: (nals) =>
    nals.some((nal) => typeOf(nal) === idr || (typeOf(nal) === sei && recoveryFrames(nal) !== undefined)),
  unpack,
  parameterSetId: (nal) => {
    // seq_parameter_set_id follows profile, constraints, level; pic_parameter_set_id is first (H.264 §7.3.2).
    return readHead(nal.subarray(typeOf(nal) === sps ? 4 : 1), (reader) => reader.unsigned());
  },
  aggregateHeader: (nals) => [Math.max(...nals.map((nal) => (nal[0] ?? 0) & 0x60)) | stapA],
  fragmentHeader: (nal, isFirst, isLast) => {
    const header = nal[0] ?? 0;
    return [(header & 0xe0) | fuA, (isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | (header & 0x1f)];
  },
};

function unpack(bytes: Buffer, from: number, to: number, nals: NalAssembly): void {
  const type = (bytes[from] ?? 0) & 0x1f;
  if (type < stapA) nals.add(bytes, from, to);
  else if (type === stapA) unpackAggregate(bytes, from + 1, to, nals);
  else if (type === fuA && to - from > 2) unpackFragment(bytes, from, to, nals);
}

/** STAP-A §5.7.1, and AP of RFC 7798 §4.4.2: units after 16-bit lengths. A truncated unit is dropped. */
export function unpackAggregate(bytes: Buffer, from: number, to: number, nals: NalAssembly): void {
  let at = from;
  while (at + 2 <= to) {
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > to) {
      nals.damaged++;
      return;
    }
    nals.add(bytes, at + 2, end);
    at = end;
  }
}

/** FU-A §5.8. */
function unpackFragment(bytes: Buffer, from: number, to: number, nals: NalAssembly): void {
  const header = bytes[from + 1] ?? 0;
  if ((header & 0x80) !== 0) nals.open([((bytes[from] ?? 0) & 0xe0) | (header & 0x1f)]);
  nals.extend(bytes, from + 2, to);
  if ((header & 0x40) !== 0) nals.finish();
}
