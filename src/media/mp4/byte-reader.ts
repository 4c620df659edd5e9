import { invalid } from '../../core/index.ts';

/**
 * Reads big-endian numbers from a stretch of bytes, never beyond its end: the bytes are attacker-controlled.
 * Every read past the end is an `AppError` `invalid` / `media-truncated`.
 */
export class ByteReader {
  private readonly view: DataView;
  private atBytes: number;

  constructor(
    readonly bytes: Uint8Array,
    fromBytes = 0,
    readonly endBytes = bytes.length,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.atBytes = fromBytes;
  }

  get offsetBytes(): number {
    return this.atBytes;
  }

  get remainingBytes(): number {
    return this.endBytes - this.atBytes;
  }

  u8 = (): number => this.view.getUint8(this.advance(1));
  u16 = (): number => this.view.getUint16(this.advance(2));
  u32 = (): number => this.view.getUint32(this.advance(4));
  i32 = (): number => this.view.getInt32(this.advance(4));

  /** 64 bits as a number; beyond 2^53 − 1 it is `media-number`, since nothing real is that late or that large. */
  u64(): number {
    const value = this.u32() * 2 ** 32 + this.u32();
    if (!Number.isSafeInteger(value)) throw invalid('media-number', 'a 64-bit number beyond 2^53 - 1');
    return value;
  }

  /** `sizeBytes` bytes as a view, not a copy. */
  take(sizeBytes: number): Uint8Array {
    const from = this.advance(sizeBytes);
    return this.bytes.subarray(from, from + sizeBytes);
  }

  skip(sizeBytes: number): void {
    this.advance(sizeBytes);
  }

  private advance(sizeBytes: number): number {
    if (sizeBytes > this.remainingBytes) throw invalid('media-truncated', 'the data ends inside a field');
    const from = this.atBytes;
    this.atBytes += sizeBytes;
    return from;
  }
}
