import type { AccessUnit } from './access-unit.ts';
import { splitAnnexB } from './annex-b.ts';
import type { Codec } from './codec.ts';
import { NalAssembly } from './nal-assembly.ts';
import type { RtpPacket } from './rtp-packet.ts';
import { setsFirst } from './sets-first.ts';
import { SequenceWatch, TimestampUnwrapper } from './unwrap.ts';

/** Parameter sets and messages of one picture; more of them without a picture are dropped. */
const maxStrayBytes = 65_536;

/**
 * Turns RTP packets into access units. A unit ends where the timestamp changes, because cameras set the
 * marker bit wrongly. A complete unit passes, an incomplete one is dropped; never half a NAL unit. Units without
 * a picture take the time of the next picture: some cameras send parameter sets with timestamp 0 (quirk 20).
 */
export class Depacketiser {
  private readonly nals = new NalAssembly();
  private sequence = new SequenceWatch();
  private readonly time = new TimestampUnwrapper();
  private timestamp = 0;
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
    if (packet.timestamp !== this.timestamp || this.nals.isEmpty) {
      this.endPicture();
      this.timestamp = packet.timestamp;
      this.arrivalMs = arrivalMs;
    }
    this.codec.unpack(bytes, packet.payloadFrom, packet.payloadTo, this.nals);
  }

  /** The packets that follow have another RTP source, with other timestamps and sequence numbers. */
  changeSource(): void {
    this.endPicture();
    this.sequence = new SequenceWatch();
  }

  /** Emits the unfinished access unit, at the end of the stream, if it has a picture. */
  flush(): void {
    this.endPicture();
  }

  /** Ticks of a timestamp close to the last one, as in a sender report. */
  ticksOf(timestamp: number): number | undefined {
    return this.time.peek(timestamp);
  }

  private endPicture(): void {
    this.nals.abandon();
    if (
      this.nals.has((nal) => this.clean(nal).some((unit) => this.codec.isPicture(this.codec.nalType(unit))))
    )
      this.emit();
    else if (this.nals.sizeBytes > maxStrayBytes) this.nals.take();
  }

  private emit(): void {
    const nals = this.nals.take().flatMap((nal) => this.clean(nal));
    const ticks = this.time.next(this.timestamp);
    this.onAccessUnit({ nals: setsFirst(nals, this.codec), ticks, arrivalMs: this.arrivalMs });
  }

  private clean(nal: Buffer): Buffer[] {
    const startsWithCode = nal[0] === 0 && nal[1] === 0;
    const isParameterSet = this.codec.parameterSetTypes.includes(this.codec.nalType(nal));
    return startsWithCode || isParameterSet ? splitAnnexB(nal) : [nal];
  }
}
