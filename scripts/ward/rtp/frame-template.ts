const INTERLEAVED_BYTES = 4;
const RTP_BYTES = 12;
const HEADER_BYTES = INTERLEAVED_BYTES + RTP_BYTES;
const DOLLAR = 0x24;
const RTP_VERSION = 0x80;
const MARKER = 0x80;
export const PAYLOAD_TYPE = 96;

/** Header fields that differ between sessions for the same frame. */
export interface PacketHeader {
  channel: number;
  /** Sequence number of the first packet; 16 bits. */
  sequence: number;
  /** 90 kHz, 32 bits. */
  timestamp: number;
  ssrc: number;
}

/**
 * One access unit as the bytes of one write: interleaved RTP packets (RFC 2326, 10.12; RFC 3550, 5.1), back
 * to back. Each send patches only the headers; all cameras of the ward share the payload.
 */
export class FrameTemplate {
  readonly packetCount: number;
  readonly payloadBytes: number;
  private bytes: Buffer;
  private readonly packetOffsets: Uint32Array;

  constructor(payloads: Buffer[]) {
    this.packetCount = payloads.length;
    this.payloadBytes = payloads.reduce((sum, payload) => sum + payload.length, 0);
    this.bytes = Buffer.allocUnsafeSlow(this.payloadBytes + HEADER_BYTES * payloads.length);
    this.packetOffsets = new Uint32Array(payloads.length);
    let at = 0;
    payloads.forEach((payload, i) => {
      this.packetOffsets[i] = at;
      this.layOut(at, payload, i === payloads.length - 1);
      at += HEADER_BYTES + payload.length;
    });
  }

  /** Returns the bytes with these headers, valid until the next call. */
  stamped({ channel, sequence, timestamp, ssrc }: PacketHeader): Buffer {
    const bytes = this.bytes;
    for (let i = 0; i < this.packetOffsets.length; i++) {
      const at = this.packetOffsets[i] ?? 0;
      bytes[at + 1] = channel;
      bytes.writeUInt16BE((sequence + i) & 0xffff, at + 6);
      bytes.writeUInt32BE(timestamp, at + 8);
      bytes.writeUInt32BE(ssrc, at + 12);
    }
    return bytes;
  }

  /** Leaves the last stamped bytes to their reader; the next ones use a new buffer. */
  release(): void {
    const copy = Buffer.allocUnsafeSlow(this.bytes.length);
    this.bytes.copy(copy);
    this.bytes = copy;
  }

  private layOut(at: number, payload: Buffer, last: boolean): void {
    this.bytes.fill(0, at, at + HEADER_BYTES);
    this.bytes[at] = DOLLAR;
    this.bytes.writeUInt16BE(RTP_BYTES + payload.length, at + 2);
    this.bytes[at + 4] = RTP_VERSION;
    this.bytes[at + 5] = (last ? MARKER : 0) | PAYLOAD_TYPE;
    payload.copy(this.bytes, at + HEADER_BYTES);
  }
}
