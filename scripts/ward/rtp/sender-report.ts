/** Seconds from 1900 (NTP) to 1970. */
const NTP_EPOCH_S = 2_208_988_800;
const SENDER_REPORT = 200;
const SOURCE_DESCRIPTION = 202;
const CNAME = 1;

export interface SenderReport {
  channel: number;
  ssrc: number;
  /** Time of the camera's clock. */
  cameraMs: number;
  /** RTP timestamp of the same instant, 32 bits. */
  timestamp: number;
  packets: number;
  /** Payload bytes. */
  bytes: number;
  cname: string;
}

/** An interleaved RTCP compound packet: sender report and CNAME (RFC 3550, 6.4.1 and 6.5). */
export function senderReport(report: SenderReport): Buffer {
  const rtcp = Buffer.concat([reportPacket(report), descriptionPacket(report)]);
  const head = Buffer.of(0x24, report.channel, 0, 0);
  head.writeUInt16BE(rtcp.length, 2);
  return Buffer.concat([head, rtcp]);
}

function reportPacket({ ssrc, cameraMs, timestamp, packets, bytes }: SenderReport): Buffer {
  const packet = Buffer.alloc(28);
  const seconds = Math.floor(cameraMs / 1000);
  packet.writeUInt32BE(rtcpHead(SENDER_REPORT, 0, packet.length), 0);
  packet.writeUInt32BE(ssrc, 4);
  packet.writeUInt32BE((seconds + NTP_EPOCH_S) >>> 0, 8);
  packet.writeUInt32BE(Math.floor(((cameraMs - seconds * 1000) / 1000) * 2 ** 32), 12);
  packet.writeUInt32BE(timestamp, 16);
  packet.writeUInt32BE(packets >>> 0, 20);
  packet.writeUInt32BE(bytes >>> 0, 24);
  return packet;
}

function descriptionPacket({ ssrc, cname }: SenderReport): Buffer {
  const name = Buffer.from(cname, 'ascii');
  const packet = Buffer.alloc(Math.ceil((8 + 2 + name.length + 1) / 4) * 4);
  packet.writeUInt32BE(rtcpHead(SOURCE_DESCRIPTION, 1, packet.length), 0);
  packet.writeUInt32BE(ssrc, 4);
  packet.writeUInt8(CNAME, 8);
  packet.writeUInt8(name.length, 9);
  name.copy(packet, 10);
  return packet;
}

function rtcpHead(type: number, count: number, sizeBytes: number): number {
  return (((0x80 | count) << 24) | (type << 16) | (sizeBytes / 4 - 1)) >>> 0;
}
