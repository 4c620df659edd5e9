import type { BitReader } from '../../bitstream/index.ts';
import type { Codec } from './codec.ts';
import { unpackAggregate } from './h264.ts';
import type { NalAssembly } from './nal-assembly.ts';
import { readHead } from './parameter-set-head.ts';

const vps = 32;
const sps = 33;
const pps = 34;
const aggregation = 48;
const fragmentation = 49;

const typeOf = (nal: Buffer): number => ((nal[0] ?? 0) >> 1) & 0x3f;

/** H.265 over RTP (RFC 7798), without DONL fields: no camera sends more than one RTP stream. */
export const h265: Codec = {
  name: 'h265',
  nalHeaderBytes: 2,
  parameterSetTypes: [vps, sps, pps],
  nalType: typeOf,
  isPicture: (type) => type < vps,
  // first_slice_segment_in_pic_flag (H.265 §7.3.6.1).
  beginsPicture: (slice) => ((slice[2] ?? 0) & 0x80) !== 0,
  // BLA, IDR and CRA pictures, and the two reserved IRAP types (H.265 §7.4.2.2).
  isKeyframe: hasKeyframe,
  beginsGop: hasKeyframe,
  unpack,
  parameterSetId: (nal) => {
    if (typeOf(nal) === vps) return (nal[2] ?? 0) >> 4;
    return readHead(nal.subarray(2), typeOf(nal) === sps ? spsId : (reader) => reader.unsigned());
  },
  aggregateHeader: ([first]) => retyped(first?.[0], first?.[1], aggregation),
  fragmentHeader: (nal, isFirst, isLast) => [
    ...retyped(nal[0], nal[1], fragmentation),
    (isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | typeOf(nal),
  ],
};

/** Two header bytes with another type and the same layer and temporal id. */
const retyped = (first: number | undefined, second: number | undefined, type: number): [number, number] => [
  ((first ?? 0) & 0x81) | (type << 1),
  second ?? 1,
];

function hasKeyframe(nals: readonly Buffer[]): boolean {
  return nals.some((nal) => typeOf(nal) >= 16 && typeOf(nal) <= 23);
}

function unpack(bytes: Buffer, from: number, to: number, nals: NalAssembly): void {
  if (to - from < 3) return;
  const type = ((bytes[from] ?? 0) >> 1) & 0x3f;
  if (type < aggregation) nals.add(bytes, from, to);
  else if (type === aggregation) unpackAggregate(bytes, from + 2, to, nals);
  else if (type === fragmentation) unpackFragment(bytes, from, to, nals);
}

/** FU §4.4.3. */
function unpackFragment(bytes: Buffer, from: number, to: number, nals: NalAssembly): void {
  const header = bytes[from + 2] ?? 0;
  if ((header & 0x80) !== 0) nals.open(retyped(bytes[from], bytes[from + 1], header & 0x3f));
  nals.extend(bytes, from + 3, to);
  if ((header & 0x40) !== 0) nals.finish();
}

/** Reads sps_seq_parameter_set_id, after profile_tier_level (H.265 §7.3.2.2, §7.3.3). */
function spsId(reader: BitReader): number {
  reader.skip(4);
  const subLayers = reader.bits(3);
  reader.skip(1 + 88 + 8);
  const present = Array.from({ length: subLayers }, () => [reader.flag(), reader.flag()] as const);
  if (subLayers > 0) reader.skip(2 * (8 - subLayers));
  for (const [profile, level] of present) reader.skip((profile ? 88 : 0) + (level ? 8 : 0));
  return reader.unsigned();
}
