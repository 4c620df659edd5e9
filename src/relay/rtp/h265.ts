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
  aggregateHeader: (nals) => withType(nals[0], aggregation),
  fragmentHeader: (nal, isFirst, isLast) => [
    ...withType(nal, fragmentation),
    (isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | typeOf(nal),
  ],
};

/** The unit's two header bytes with another type, keeping layer and temporal id. */
const withType = (nal: Buffer | undefined, type: number): [number, number] => [
  ((nal?.[0] ?? 0) & 0x81) | (type << 1),
  nal?.[1] ?? 1,
];

function unpack(payload: Buffer, nals: NalAssembly): void {
  const type = typeOf(payload);
  if (payload.length < 3) return;
  if (type < aggregation) nals.add(payload);
  else if (type === aggregation) unpackAggregate(payload.subarray(2), nals);
  else if (type === fragmentation) unpackFragment(payload, nals);
}

/** FU §4.4.3. */
function unpackFragment(payload: Buffer, nals: NalAssembly): void {
  const header = payload.readUInt8(2);
  const isFirst = (header & 0x80) !== 0;
  if (isFirst) nals.open(withType(payload, header & 0x3f), payload.subarray(3));
  nals.extend(isFirst ? payload.subarray(0, 0) : payload.subarray(3), (header & 0x40) !== 0);
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
