import type { AccessUnit } from './access-unit.ts';
import { splitAnnexB } from './annex-b.ts';
import type { Codec } from './codec.ts';
import { NalAssembly } from './nal-assembly.ts';
import type { RtpPacket } from './rtp-packet.ts';
import { SequenceWatch, TimestampUnwrapper } from './unwrap.ts';

/**
 * Turns RTP packets into access units. A unit ends where the timestamp changes, because cameras set the
 * marker bit wrongly. A complete unit passes, an incomplete one is dropped; never half a NAL unit.
 */
export class Depacketiser {
  private readonly nals = new NalAssembly();
  private readonly sequence = new SequenceWatch();
  private readonly time = new TimestampUnwrapper();
  private ticks = 0;
  private arrivalMs = 0;
  /** RTP packets that never arrived, by sequence number. */
  lost = 0;

  constructor(
    private readonly codec: Codec,
    private readonly onAccessUnit: (unit: AccessUnit) => void,
  ) {}

  /** Number of dropped NAL units. */
  get damaged(): number {
    return this.nals.damaged;
  }

  /** Takes a packet whose payload lies in `bytes`. */
  push(packet: RtpPacket, bytes: Buffer, arrivalMs: number): void {
    const { missing, restarted } = this.sequence.next(packet.sequence);
    this.lost += missing;
    if (missing > 0 || restarted) this.nals.abandon();
    const ticks = this.time.next(packet.timestamp);
    if (ticks !== this.ticks || this.nals.isEmpty) {
      this.flush();
      this.ticks = ticks;
      this.arrivalMs = arrivalMs;
    }
    this.codec.unpack(bytes, packet.payloadFrom, packet.payloadTo, this.nals);
  }

  /** Emits the unfinished access unit, at the end of the stream. */
  flush(): void {
    const nals = this.nals.take().flatMap((nal) => this.clean(nal));
    if (nals.length > 0) this.onAccessUnit({ nals, ticks: this.ticks, arrivalMs: this.arrivalMs });
  }

  /** Ticks of a timestamp close to the last one, as in a sender report. */
  ticksOf(timestamp: number): number | undefined {
    return this.time.peek(timestamp);
  }

  private clean(nal: Buffer): Buffer[] {
    const startsWithCode = nal[0] === 0 && nal[1] === 0;
    const isParameterSet = this.codec.parameterSetTypes.includes(this.codec.nalType(nal));
    return startsWithCode || isParameterSet ? splitAnnexB(nal) : [nal];
  }
}
