/** One RTP packet (RFC 3550 §5.1). `payload` is a view of the bytes it was parsed from. */
export interface RtpPacket {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Buffer;
}

const headBytes = 12;

/** Reads a packet; `undefined` when it is not RTP version 2 or its lengths do not add up. Attacker-controlled. */
export function parseRtp(bytes: Buffer): RtpPacket | undefined {
  if (bytes.length < headBytes) return undefined;
  const flags = bytes.readUInt8(0);
  if (flags >> 6 !== 2) return undefined;
  const payloadAt = payloadOffset(bytes, flags);
  const padding = (flags & 0x20) === 0 ? 0 : bytes.readUInt8(bytes.length - 1);
  if (payloadAt + padding > bytes.length) return undefined;
  return {
    payloadType: bytes.readUInt8(1) & 0x7f,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(payloadAt, bytes.length - padding),
  };
}

/** Past the contributing sources and the header extension; beyond the packet when they are. */
function payloadOffset(bytes: Buffer, flags: number): number {
  const afterSources = headBytes + 4 * (flags & 0x0f);
  if ((flags & 0x10) === 0) return afterSources;
  if (afterSources + 4 > bytes.length) return Number.POSITIVE_INFINITY;
  return afterSources + 4 + 4 * bytes.readUInt16BE(afterSources + 2);
}
