const usualBytes = 65_536;
/** A buffer that grew beyond this during a stall is freed. */
const keptBytes = 1_048_576;

/** Bytes batched for one write; grows as needed and is reused. */
export class WriteBatch {
  private bytes = Buffer.allocUnsafe(usualBytes);
  private size = 0;

  get sizeBytes(): number {
    return this.size;
  }

  /** Reserves `length` more bytes, which the caller fills at once. */
  reserve(length: number): Buffer {
    const needed = this.size + length;
    if (needed > this.bytes.length) {
      const grown = Buffer.allocUnsafe(2 ** Math.ceil(Math.log2(needed)));
      this.bytes.copy(grown, 0, 0, this.size);
      this.bytes = grown;
    }
    this.size = needed;
    return this.bytes.subarray(needed - length, needed);
  }

  /** A view of the batched bytes; the next `reserve` after `clear` overwrites it. */
  view(): Buffer {
    return this.bytes.subarray(0, this.size);
  }

  clear(): void {
    this.size = 0;
    if (this.bytes.length > keptBytes) this.bytes = Buffer.allocUnsafe(usualBytes);
  }
}
