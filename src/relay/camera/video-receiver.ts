import type { AccessUnit } from '../rtp/access-unit.ts';
import { codecOf } from '../rtp/codecs.ts';
import { Depacketiser } from '../rtp/depacketiser.ts';
import { parseRtp } from '../rtp/rtp-packet.ts';
import { parseSenderReport, type SenderReport } from '../rtp/sender-report.ts';
import type { VideoOffer } from '../rtsp/sdp.ts';
import type { Setup } from './handshake.ts';

export interface ReceiverEvents {
  /** In stream order; `unit` is borrowed. Its arrival is that of the read with its first packet. */
  onAccessUnit(unit: AccessUnit): void;
  /** The access units from now on come from another RTP source, whose timestamps are unrelated to those before. */
  onSourceChange(): void;
}

/** Counts a camera's packets and passes its video on as access units. */
export class VideoReceiver {
  packets = 0;
  bytes = 0;
  ssrc: number | undefined;
  lastArrivalMs = 0;
  /** Time of the current read; the reader sets it. */
  readAtMs = 0;
  senderReport: (SenderReport & { readonly ticks: number | undefined }) | undefined;
  private readonly offer: VideoOffer;
  private readonly channels: Setup['channels'];
  private readonly depacketiser: Depacketiser;

  constructor(
    setup: Setup,
    private readonly events: ReceiverEvents,
  ) {
    this.offer = setup.offer;
    this.channels = setup.channels;
    this.depacketiser = new Depacketiser(codecOf(setup.offer.codec), (unit) => events.onAccessUnit(unit));
  }

  get lost(): number {
    return this.depacketiser.lost;
  }

  /** Takes the interleaved frame in `bytes` from `from` to `to`. */
  onFrame(channel: number, bytes: Buffer, from: number, to: number): void {
    if (channel === this.channels.rtp) this.onRtp(bytes, from, to);
    else if (channel === this.channels.rtcp) this.onRtcp(bytes.subarray(from, to));
  }

  /** Emits the unfinished access unit, at the end of the stream. */
  flush(): void {
    this.depacketiser.flush();
  }

  private onRtp(bytes: Buffer, from: number, to: number): void {
    const packet = parseRtp(bytes, from, to);
    if (packet?.payloadType !== this.offer.payloadType) return;
    if (packet.ssrc !== this.ssrc) this.follow(packet.ssrc);
    this.packets++;
    this.bytes += to - from;
    this.lastArrivalMs = this.readAtMs;
    this.depacketiser.push(packet, bytes, this.readAtMs);
  }

  private follow(ssrc: number): void {
    const isFirst = this.ssrc === undefined;
    this.ssrc = ssrc;
    if (isFirst) return;
    this.depacketiser.changeSource();
    this.events.onSourceChange();
  }

  private onRtcp(payload: Buffer): void {
    const report = parseSenderReport(payload);
    if (report) this.senderReport = { ...report, ticks: this.depacketiser.ticksOf(report.rtp) };
  }
}
