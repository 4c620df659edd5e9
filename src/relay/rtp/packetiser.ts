import type { Codec } from './codec.ts';

/** Largest payload toward ffmpeg: its RTSP reader takes up to 80 kB, the frame's length field 64 kB. */
const maxPayloadBytes = 60_000;
const rtpHeadBytes = 12;
const frameHeadBytes = 4;
export const recorderPayloadType = 96;

/** Reserves `length` bytes of the output for the caller to fill. */
export type Reserve = (length: number) => Buffer;

/**
 * Writes access units as interleaved RTP frames in the fewest packets, because each costs ffmpeg three system
 * calls: one aggregation packet where all units fit, else one packet per unit; fragments only beyond 60 kB.
 */
export class Packetiser {
  private sequence = 0;

  constructor(
    private readonly codec: Codec,
    private readonly ssrc: number,
    private readonly reserve: Reserve,
  ) {}

  /** `timestamp`: RTP timestamp, any integer. */
  write(nals: readonly Buffer[], timestamp: number): void {
    const together = nals.reduce((sum, nal) => sum + 2 + nal.length, this.codec.nalHeaderBytes);
    if (nals.length > 1 && together <= maxPayloadBytes) this.writeAggregate(nals, together, timestamp);
    else for (const [i, nal] of nals.entries()) this.writeUnit(nal, timestamp, i === nals.length - 1);
  }

  private writeAggregate(nals: readonly Buffer[], payloadBytes: number, timestamp: number): void {
    const payload = this.packet(payloadBytes, timestamp, true);
    const header = this.codec.aggregateHeader(nals);
    payload.set(header);
    let at = header.length;
    for (const nal of nals) {
      payload.writeUInt16BE(nal.length, at);
      nal.copy(payload, at + 2);
      at += 2 + nal.length;
    }
  }

  private writeUnit(nal: Buffer, timestamp: number, endsUnit: boolean): void {
    if (nal.length <= maxPayloadBytes) nal.copy(this.packet(nal.length, timestamp, endsUnit));
    else this.writeFragments(nal, timestamp, endsUnit);
  }

  private writeFragments(nal: Buffer, timestamp: number, endsUnit: boolean): void {
    let from = this.codec.nalHeaderBytes;
    const step = maxPayloadBytes - this.codec.nalHeaderBytes - 1;
    for (let isFirst = true; from < nal.length; isFirst = false, from += step) {
      const piece = nal.subarray(from, from + step);
      const isLast = from + step >= nal.length;
      const header = this.codec.fragmentHeader(nal, isFirst, isLast);
      const payload = this.packet(header.length + piece.length, timestamp, isLast && endsUnit);
      payload.set(header);
      piece.copy(payload, header.length);
    }
  }

  /** Writes an interleaved frame head on channel 0 and an RTP header; returns the payload to fill. */
  private packet(payloadBytes: number, timestamp: number, marker: boolean): Buffer {
    const frame = this.reserve(frameHeadBytes + rtpHeadBytes + payloadBytes);
    frame.writeUInt16BE(0x2400, 0);
    frame.writeUInt16BE(rtpHeadBytes + payloadBytes, 2);
    frame.writeUInt16BE(0x8000 | (marker ? 0x80 : 0) | recorderPayloadType, 4);
    frame.writeUInt16BE(this.sequence, 6);
    frame.writeUInt32BE(timestamp >>> 0, 8);
    frame.writeUInt32BE(this.ssrc, 12);
    this.sequence = (this.sequence + 1) & 0xffff;
    return frame.subarray(frameHeadBytes + rtpHeadBytes);
  }
}
