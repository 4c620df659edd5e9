import { NAL_PPS, NAL_SPS, nalType } from './nal-units.ts';

export const MAX_PAYLOAD_BYTES = 1400;
const STAP_A = 24;
const FU_A = 28;
const FU_START = 0x80;
const FU_END = 0x40;

/**
 * RTP payloads of one access unit (RFC 6184): parameter sets together in a STAP-A, small units as single
 * packets, large ones as FU-A fragments.
 */
export function packetise(nals: Buffer[]): Buffer[] {
  const isParameterSet = (nal: Buffer) => nalType(nal) === NAL_SPS || nalType(nal) === NAL_PPS;
  const parameterSets = nals.filter(isParameterSet);
  const rest = nals.filter((nal) => !isParameterSet(nal));
  return [
    ...(parameterSets.length > 0 ? [aggregate(parameterSets)] : []),
    ...rest.flatMap((nal) => (nal.length <= MAX_PAYLOAD_BYTES ? [nal] : fragment(nal))),
  ];
}

/** RFC 6184, 5.7.1. The aggregate takes the highest importance (NRI) of its parts. */
function aggregate(nals: Buffer[]): Buffer {
  const importance = Math.max(...nals.map((nal) => (nal[0] ?? 0) & 0x60));
  const parts = nals.flatMap((nal) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(nal.length);
    return [length, nal];
  });
  return Buffer.concat([Buffer.of(importance | STAP_A), ...parts]);
}

/** RFC 6184, 5.8. */
function fragment(nal: Buffer): Buffer[] {
  const header = nal[0] ?? 0;
  const body = nal.subarray(1);
  const room = MAX_PAYLOAD_BYTES - 2;
  const count = Math.ceil(body.length / room);
  return Array.from({ length: count }, (_, i) => {
    const edge = (i === 0 ? FU_START : 0) | (i === count - 1 ? FU_END : 0);
    const indicator = Buffer.of((header & 0x60) | FU_A, edge | (header & 0x1f));
    return Buffer.concat([indicator, body.subarray(i * room, (i + 1) * room)]);
  });
}
