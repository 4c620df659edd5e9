import { invalid } from '../../core/index.ts';
import type { VerifierPlatform } from '../platform.ts';

/** Large enough for a box's size and type, and a size of 64 bits. */
const longHeaderBytes = 16;

/**
 * SHA-256, hex, of the payload of each `mdat` box of an MP4, in order (ISO/IEC 14496-12, clause 4.2). Attacker-controlled; memory holds
 * a chunk. Errors: `invalid` `boxes-malformed`, where boxes do not fill the file.
 */
export async function* mediaPayloads(
  chunks: AsyncIterable<Uint8Array>,
  platform: VerifierPlatform,
): AsyncGenerator<string> {
  const walk = new BoxWalk(platform);
  for await (const chunk of chunks) for (const digest of walk.take(chunk)) yield await digest.hex();
  walk.end();
}

class BoxWalk {
  private readonly header = new Uint8Array(longHeaderBytes);
  private headerBytes = 0;
  private bodyBytes = 0;
  private payload: ReturnType<VerifierPlatform['digest']> | undefined;

  constructor(private readonly platform: VerifierPlatform) {}

  /** Answers the payloads that end in these bytes. */
  *take(chunk: Uint8Array): Generator<ReturnType<VerifierPlatform['digest']>> {
    for (let at = 0; at < chunk.length; ) {
      if (this.bodyBytes === 0) at = this.takeHeader(chunk, at);
      const part = chunk.subarray(at, at + this.bodyBytes);
      this.payload?.update(part);
      at += part.length;
      this.bodyBytes -= part.length;
      if (this.bodyBytes > 0 || this.headerBytes > 0) continue;
      if (this.payload) yield this.payload;
      this.payload = undefined;
    }
  }

  end(): void {
    if (this.headerBytes > 0 || this.bodyBytes > 0) throw malformed('cut inside a box');
  }

  private takeHeader(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.length && this.headerBytes < this.wantedBytes()) {
      this.header[this.headerBytes] = chunk[at] ?? 0;
      this.headerBytes += 1;
      at += 1;
    }
    if (this.headerBytes === this.wantedBytes()) this.beginBody();
    return at;
  }

  /** A size of 1 says that 64 bits follow. */
  private wantedBytes = (): number => (this.headerBytes >= 8 && this.size32() === 1 ? longHeaderBytes : 8);

  private size32 = (): number => new DataView(this.header.buffer).getUint32(0);

  private beginBody(): void {
    const view = new DataView(this.header.buffer);
    const size = this.headerBytes === 8 ? this.size32() : Number(view.getBigUint64(8));
    if (!Number.isSafeInteger(size) || size < this.headerBytes)
      throw malformed('a box smaller than its header');
    this.bodyBytes = size - this.headerBytes;
    if (String.fromCharCode(...this.header.subarray(4, 8)) === 'mdat')
      this.payload = this.platform.digest(this.bodyBytes);
    this.headerBytes = 0;
  }
}

const malformed = (how: string): Error => invalid('boxes-malformed', `not an MP4 of whole boxes: ${how}`);
