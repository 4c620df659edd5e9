import { BitReader } from './bit-reader.ts';
import type { Codec } from './codec.ts';
import { unpackAggregate } from './h264.ts';
import type { NalAssembly } from './nal-assembly.ts';

const vps = 32;
const sps = 33;
const pps = 34;
const aggregation = 48;
const fragmentation = 49;

const typeOf = (nal: Buffer): number => ((nal[0] ?? 0) >> 1) & 0x3f;

/** H.265 over RTP (RFC 7798), without DONL fields: nobody sends more than one RTP stream. */
export const h265: Codec = {
  name: 'h265',
  nalHeaderBytes: 2,
  parameterSetTypes: [vps, sps, pps],
  nalType: typeOf,
  // BLA, IDR and CRA pictures, and the two reserved IRAP types (H.265 §7.4.2.2).
  isKeyframe: (type) => type >= 16 && type <= 23,
  unpack,
  parameterSetId: (nal) => {
    if (typeOf(nal) === vps) return (nal[2] ?? 0) >> 4;
    return typeOf(nal) === sps ? spsId(nal) : new BitReader(nal.subarray(2)).exponentialGolomb();
  },
  aggregateHeader: ([first]) => retyped(first?.[0], first?.[1], aggregation),
  fragmentHeader: (nal, isFirst, isLast) => [
    ...retyped(nal[0], nal[1], fragmentation),
    (isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | typeOf(nal),
  ],
};

/** Two header bytes with another type, keeping layer and temporal id. */
const retyped = (first: number | undefined, second: number | undefined, type: number): [number, number] => [
  ((first ?? 0) & 0x81) | (type << 1),
  second ?? 1,
];

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

/** sps_seq_parameter_set_id, behind profile_tier_level (H.265 §7.3.2.2, §7.3.3). */
function spsId(nal: Buffer): number | undefined {
  const reader = new BitReader(nal.subarray(2));
  reader.bits(4);
  const subLayers = reader.bits(3);
  if (subLayers === undefined) return undefined;
  reader.skip(1 + 88 + 8);
  const present = Array.from({ length: subLayers }, () => [reader.bits(1), reader.bits(1)] as const);
  if (subLayers > 0) reader.skip(2 * (8 - subLayers));
  for (const [profile, level] of present) reader.skip((profile === 1 ? 88 : 0) + (level === 1 ? 8 : 0));
  return reader.exponentialGolomb();
}
