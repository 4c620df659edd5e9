/** One RTP packet (RFC 3550 §5.1). Its payload is not copied: it lies from `payloadFrom` to `payloadTo`. */
export interface RtpPacket {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payloadFrom: number;
  readonly payloadTo: number;
}

const headBytes = 12;

/**
 * Reads the packet in `bytes` from `from` to `to`; `undefined` when it is not RTP version 2 or its lengths
 * are inconsistent. Attacker-controlled.
 */
export function parseRtp(bytes: Buffer, from = 0, to = bytes.length): RtpPacket | undefined {
  if (to - from < headBytes) return undefined;
  const flags = bytes.readUInt8(from);
  if (flags >> 6 !== 2) return undefined;
  const payloadFrom = payloadOffset(bytes, from, to, flags);
  const payloadTo = to - ((flags & 0x20) === 0 ? 0 : bytes.readUInt8(to - 1));
  if (payloadFrom > payloadTo) return undefined;
  return {
    payloadType: bytes.readUInt8(from + 1) & 0x7f,
    sequence: bytes.readUInt16BE(from + 2),
    timestamp: bytes.readUInt32BE(from + 4),
    ssrc: bytes.readUInt32BE(from + 8),
    payloadFrom,
    payloadTo,
  };
}

/** Offset after the contributing sources and the header extension; lies beyond the packet when they do. */
function payloadOffset(bytes: Buffer, from: number, to: number, flags: number): number {
  const afterSources = from + headBytes + 4 * (flags & 0x0f);
  if ((flags & 0x10) === 0) return afterSources;
  if (afterSources + 4 > to) return Number.POSITIVE_INFINITY;
  return afterSources + 4 + 4 * bytes.readUInt16BE(afterSources + 2);
}
