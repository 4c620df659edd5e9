import { BitReader } from './bit-reader.ts';

/** Writes the bits of an RBSP; the opposite of `BitReader`. */
export class BitWriter {
  private readonly written: number[] = [];

  bits(value: number, count: number): this {
    for (let i = count - 1; i >= 0; i--) this.written.push(Math.floor(value / 2 ** i) % 2);
    return this;
  }

  unsigned(value: number): this {
    const length = Math.floor(Math.log2(value + 1));
    return this.bits(0, length).bits(value + 1, length + 1);
  }

  /** Copies the bits `[fromBits, toBits)` of other bytes. */
  copy(bytes: Uint8Array, fromBits: number, toBits: number): this {
    const reader = new BitReader(bytes);
    reader.skip(fromBits);
    for (let i = fromBits; i < toBits; i++) this.written.push(reader.bits(1));
    return this;
  }

  /** The bytes, ended by `rbsp_trailing_bits` (a one, then zeros). */
  finish(): Uint8Array {
    const bits = [...this.written, 1];
    const bytes = new Uint8Array(Math.ceil(bits.length / 8));
    for (const [i, bit] of bits.entries()) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (bit << (7 - (i & 7)));
    return bytes;
  }
}
