import { bodyLength, malformed, messageLimits, parseHead, type RtspMessage } from './message.ts';

export interface FramerEvents {
  /** One interleaved frame (RFC 2326 §10.12): `bytes` from `from` to `to`, borrowed for the call. */
  onFrame(channel: number, bytes: Buffer, from: number, to: number): void;
  onMessage(message: RtspMessage): void;
}

const dollar = 0x24;
const frameHeadBytes = 4;
/** Garbage skipped between frames before we give up (old live555 loses its place, quirk 18). */
const resyncLimitBytes = 262_144;

/**
 * Splits one TCP byte stream into interleaved frames and RTSP messages, at any chunk borders. Copies only the
 * unfinished tail of a chunk, so that one read buffer can serve every socket. `push` throws `rtsp-malformed`
 * when a message exceeds the limits or no frame is found again.
 */
export class InterleavedFramer {
  private carry = Buffer.alloc(0);
  private carryBytes = 0;
  /** Bytes that the incomplete item at the start of `carry` needs before it is parsed again. */
  private missing = 1;
  private lost = false;
  private skipped = 0;

  constructor(private readonly events: FramerEvents) {}

  get leftoverBytes(): number {
    return this.carryBytes;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (this.carryBytes > 0 && rest.length > 0) {
      const taken = rest.subarray(0, this.missing);
      rest = rest.subarray(taken.length);
      this.keep(taken);
      const held = this.carry.subarray(0, this.carryBytes);
      const consumed = this.consume(held);
      this.carry.copyWithin(0, consumed, this.carryBytes);
      this.carryBytes -= consumed;
    }
    if (rest.length > 0) this.keep(rest.subarray(this.consume(rest)));
  }

  private keep(tail: Buffer): void {
    const needed = this.carryBytes + tail.length;
    if (needed > this.carry.length) {
      const grown = Buffer.allocUnsafe(Math.max(4096, 2 ** Math.ceil(Math.log2(needed))));
      this.carry.copy(grown, 0, 0, this.carryBytes);
      this.carry = grown;
    }
    tail.copy(this.carry, this.carryBytes);
    this.carryBytes = needed;
  }

  /** Emits every complete item and returns their total bytes. */
  private consume(bytes: Buffer): number {
    let at = 0;
    while (at < bytes.length) {
      const taken = this.take(bytes, at);
      if (taken === 0) break;
      at += taken;
    }
    return at;
  }

  /** Takes the item at `at`. Returns its length, or 0 (and sets `missing`) while it is incomplete. */
  private take(bytes: Buffer, at: number): number {
    const first = bytes[at];
    if (this.lost) return this.resync(bytes, at);
    if (first === dollar) return this.takeFrame(bytes, at);
    if (first === 0x0d || first === 0x0a) return 1;
    if (looksLikeMessage(bytes, at)) return this.takeMessage(bytes, at);
    this.lost = true;
    return this.resync(bytes, at);
  }

  private takeFrame(bytes: Buffer, at: number): number {
    const present = bytes.length - at;
    if (present < frameHeadBytes) return this.wait(frameHeadBytes - present);
    const whole = frameHeadBytes + bytes.readUInt16BE(at + 2);
    if (present < whole) return this.wait(whole - present);
    this.events.onFrame(bytes[at + 1] ?? 0, bytes, at + frameHeadBytes, at + whole);
    return whole;
  }

  private takeMessage(bytes: Buffer, at: number): number {
    const head = findHead(bytes, at);
    if (head === undefined) {
      if (bytes.length - at > messageLimits.headBytes) throw malformed('the head is too long');
      return this.wait(256);
    }
    const parsed = parseHead(bytes.toString('utf8', at, head.endsAt));
    const bodyEndsAt = head.bodyAt + bodyLength(parsed);
    if (bytes.length < bodyEndsAt) return this.wait(bodyEndsAt - bytes.length);
    this.events.onMessage({ ...parsed, body: bytes.toString('utf8', head.bodyAt, bodyEndsAt) });
    return bodyEndsAt - at;
  }

  /** Skips to the next certain frame or response. */
  private resync(bytes: Buffer, at: number): number {
    let next = at;
    while (next + 6 <= bytes.length && !isSurely(bytes, next)) next++;
    this.skipped += next - at;
    if (this.skipped > resyncLimitBytes) throw malformed('no frame in a long stretch of bytes');
    if (next + 6 > bytes.length) this.missing = 6;
    else {
      this.lost = false;
      this.skipped = 0;
      return next - at + this.take(bytes, next);
    }
    return next - at;
  }

  private wait(missing: number): number {
    this.missing = missing;
    return 0;
  }
}

function looksLikeMessage(bytes: Buffer, at: number): boolean {
  return /^(?:RTSP\/|[A-Z_]{3,16} |[A-Z_]{0,16}$)/.test(bytes.toString('latin1', at, at + 16));
}

/** Whether a frame on one of the first channels with RTP or RTCP version 2, or a response, starts here. */
function isSurely(bytes: Buffer, at: number): boolean {
  if (bytes[at] === dollar) return (bytes[at + 1] ?? 255) < 8 && ((bytes[at + 4] ?? 0) & 0xc0) === 0x80;
  return bytes[at] === 0x52 && bytes.toString('latin1', at, at + 5) === 'RTSP/';
}

/** Finds the empty line that ends a head, with either kind of line end. */
function findHead(bytes: Buffer, at: number): { endsAt: number; bodyAt: number } | undefined {
  const window = bytes.subarray(at, at + messageLimits.headBytes);
  const ends = ['\n\r\n', '\n\n'].map((mark) => ({ mark, index: window.indexOf(mark, 0, 'latin1') }));
  const found = ends.filter((end) => end.index >= 0).sort((a, b) => a.index - b.index)[0];
  return found && { endsAt: at + found.index, bodyAt: at + found.index + found.mark.length };
}
