/** Reads bits of a NAL unit's payload, leaving out emulation prevention bytes (H.264 §7.4.1). */
export class BitReader {
  private readonly bytes: readonly number[];
  private at = 0;

  /** Only the first 64 bytes are looked at: ids stand near the front. */
  constructor(payload: Buffer) {
    const head = [...payload.subarray(0, 64)];
    this.bytes = head.filter((byte, i) => !(byte === 3 && i >= 2 && head[i - 1] === 0 && head[i - 2] === 0));
  }

  skip(count: number): void {
    this.at += count;
  }

  /** Up to 31 bits as an unsigned number; `undefined` beyond the end. */
  bits(count: number): number | undefined {
    let value = 0;
    for (let i = 0; i < count; i++, this.at++) {
      const byte = this.bytes[this.at >> 3];
      if (byte === undefined) return undefined;
      value = (value << 1) | ((byte >> (7 - (this.at & 7))) & 1);
    }
    return value;
  }

  /** ue(v), H.264 §9.1; `undefined` when it is longer than any id. */
  exponentialGolomb(): number | undefined {
    for (let zeros = 0; zeros <= 16; zeros++) {
      const bit = this.bits(1);
      if (bit === undefined) return undefined;
      const rest = bit === 1 ? this.bits(zeros) : undefined;
      if (bit === 1) return rest === undefined ? undefined : 2 ** zeros - 1 + rest;
    }
    return undefined;
  }
}
