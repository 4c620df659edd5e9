const senderReportType = 200;
const ntpToUnixS = 2_208_988_800;

/** The camera's claim of the time. Absent, late or wrong on many (quirk 22): recorded, never trusted. */
export interface SenderReport {
  readonly ntpMs: number;
  readonly rtp: number;
}

/** Parses the first sender report of a compound RTCP packet (RFC 3550 §6.4.1); `undefined` without one. */
export function parseSenderReport(bytes: Buffer): SenderReport | undefined {
  for (let at = 0; at + 4 <= bytes.length; at += 4 + 4 * bytes.readUInt16BE(at + 2)) {
    if (bytes.readUInt8(at) >> 6 !== 2) return undefined;
    if (bytes.readUInt8(at + 1) !== senderReportType || at + 20 > bytes.length) continue;
    const seconds = bytes.readUInt32BE(at + 8) - ntpToUnixS;
    return {
      ntpMs: Math.round((seconds + bytes.readUInt32BE(at + 12) / 2 ** 32) * 1000),
      rtp: bytes.readUInt32BE(at + 16),
    };
  }
  return undefined;
}
