import { invalid } from '../core/index.ts';

/** Reads the bits of an RBSP, highest first (ITU-T H.264 / H.265, 7.2 and 9.1 / 9.2). Past the end: `media-truncated`. */
export class BitReader {
  private atBits = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** Bits read so far. */
  get offsetBits(): number {
    return this.atBits;
  }

  flag = (): boolean => this.bits(1) === 1;

  /** Up to 32 bits as an unsigned number. */
  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.bit();
    return value;
  }

  skip(count: number): void {
    for (let i = 0; i < count; i++) this.bit();
  }

  /** `ue(v)`: an Exp-Golomb code. */
  unsigned(): number {
    let zeros = 0;
    while (this.bit() === 0) {
      zeros += 1;
      if (zeros > 32) throw invalid('media-number', 'an Exp-Golomb code of more than 32 bits');
    }
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** `se(v)`: the same, with a sign. */
  signed(): number {
    const code = this.unsigned();
    return code % 2 === 0 ? -code / 2 : (code + 1) / 2;
  }

  private bit(): number {
    const byte = this.bytes[this.atBits >> 3];
    if (byte === undefined) throw invalid('media-truncated', 'the data ends inside a field');
    const bit = (byte >> (7 - (this.atBits & 7))) & 1;
    this.atBits += 1;
    return bit;
  }
}
