import { parseRtp, type RtpPacket } from '../../../src/relay/rtp/rtp-packet.ts';

const filled = (header: readonly number[], length: number): Buffer =>
  Buffer.concat([Buffer.from(header), Buffer.alloc(length, 0x55)]);

/** Made-up units with true headers; ids where a set has one. */
export const h264Nals = {
  sps: (level = 0x1e): Buffer => Buffer.from([0x67, 0x42, 0x00, level, 0xf4, 0x0a]),
  pps: (tail = 0x80): Buffer => Buffer.from([0x68, 0xce, 0x38, tail]),
  otherPps: (): Buffer => Buffer.from([0x68, 0x5e, 0x38, 0x80]),
  idr: (length = 100): Buffer => filled([0x65, 0x88], length),
  slice: (length = 50): Buffer => filled([0x41, 0x9a], length),
};

export const h265Nals = {
  vps: (): Buffer => Buffer.from([0x40, 0x01, 0x0c, 0x01, 0xff]),
  sps: (): Buffer => Buffer.from('QgEBAWAAAAMAsAAAAwAAAwBaoAWCAeFja5JFL83BQYFBAAADAAEAAAMADKE=', 'base64'),
  pps: (): Buffer => Buffer.from('RAHA8saNA7NA', 'base64'),
  idr: (length = 100): Buffer => filled([0x26, 0x01], length),
  slice: (length = 50): Buffer => filled([0x02, 0x01], length),
};

/** A packet and the bytes its payload lies in. */
export interface HeldPacket extends RtpPacket {
  readonly bytes: Buffer;
}

export const packet = (sequence: number, timestamp: number, payload: Buffer): HeldPacket => ({
  payloadType: 96,
  sequence,
  timestamp,
  ssrc: 1,
  bytes: Buffer.concat([Buffer.alloc(12, 0xee), payload, Buffer.alloc(3, 0xee)]),
  payloadFrom: 12,
  payloadTo: 12 + payload.length,
});

/** The packet that lies in `bytes`, held apart. */
export function heldPacket(bytes: Buffer): HeldPacket[] {
  const copy = Buffer.from(bytes);
  const parsed = parseRtp(copy);
  return parsed ? [{ ...parsed, bytes: copy }] : [];
}
