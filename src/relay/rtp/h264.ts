import { BitReader } from './bit-reader.ts';
import type { Codec } from './codec.ts';
import type { NalAssembly } from './nal-assembly.ts';

const idr = 5;
const sps = 7;
const pps = 8;
const stapA = 24;
const fuA = 28;

/** H.264 over RTP, packetisation modes 0 and 1 (RFC 6184). */
export const h264: Codec = {
  name: 'h264',
  nalHeaderBytes: 1,
  parameterSetTypes: [sps, pps],
  nalType: (nal) => (nal[0] ?? 0) & 0x1f,
  isKeyframe: (type) => type === idr,
  unpack,
  parameterSetId: (nal) => {
    // seq_parameter_set_id follows profile, constraints and level; pic_parameter_set_id comes first (H.264 §7.3.2).
    const reader = new BitReader(nal.subarray(((nal[0] ?? 0) & 0x1f) === sps ? 4 : 1));
    return reader.exponentialGolomb();
  },
  aggregateHeader: (nals) => [Math.max(...nals.map((nal) => (nal[0] ?? 0) & 0x60)) | stapA],
  fragmentHeader: (nal, isFirst, isLast) => {
    const header = nal[0] ?? 0;
    return [(header & 0xe0) | fuA, (isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | (header & 0x1f)];
  },
};

function unpack(payload: Buffer, nals: NalAssembly): void {
  const type = (payload[0] ?? 0) & 0x1f;
  if (type < stapA) nals.add(payload);
  else if (type === stapA) unpackAggregate(payload.subarray(1), nals);
  else if (type === fuA) unpackFragment(payload, nals);
}

/** STAP-A §5.7.1, and likewise AP of RFC 7798 §4.4.2: units after their 16-bit lengths. A cut one is dropped. */
export function unpackAggregate(units: Buffer, nals: NalAssembly): void {
  let at = 0;
  while (at + 2 <= units.length) {
    const end = at + 2 + units.readUInt16BE(at);
    if (end > units.length) {
      nals.damaged++;
      return;
    }
    nals.add(units.subarray(at + 2, end));
    at = end;
  }
}

/** FU-A §5.8. */
function unpackFragment(payload: Buffer, nals: NalAssembly): void {
  if (payload.length < 3) return;
  const indicator = payload.readUInt8(0);
  const header = payload.readUInt8(1);
  if ((header & 0x80) !== 0) nals.open([(indicator & 0xe0) | (header & 0x1f)], payload.subarray(2));
  const isFirst = (header & 0x80) !== 0;
  nals.extend(isFirst ? payload.subarray(0, 0) : payload.subarray(2), (header & 0x40) !== 0);
}
