/** A larger access unit is not video; the excess is dropped. */
const limitBytes = 8 * 1024 * 1024;

/**
 * Collects the NAL units of one access unit end to end in a reused buffer, so that packets can be read from a
 * shared buffer without an allocation per packet. Only complete units count.
 */
export class NalAssembly {
  private bytes = Buffer.allocUnsafe(16_384);
  private size = 0;
  private readonly ends: number[] = [];
  private openUnit = false;
  /** NAL units dropped because a piece was missing or invalid. */
  damaged = 0;

  /** Whether the access unit is still empty. */
  get isEmpty(): boolean {
    return this.ends.length === 0 && !this.openUnit;
  }

  /** Bytes of the units so far. */
  get sizeBytes(): number {
    return this.size;
  }

  /** Whether a complete unit passes the test. */
  has(test: (nal: Buffer) => boolean): boolean {
    return this.units().some(test);
  }

  /** Adds a complete unit. */
  add(bytes: Buffer, from: number, to: number): void {
    this.abandon();
    if (to > from && this.append(bytes, from, to)) this.ends.push(this.size);
  }

  /** Begins a fragmented unit with its rebuilt header. */
  open(header: readonly number[]): void {
    this.abandon();
    const bytes = Buffer.from(header);
    this.openUnit = this.append(bytes, 0, bytes.length);
  }

  /** Adds a fragment; ignores one without a first fragment, whose unit is lost. */
  extend(bytes: Buffer, from: number, to: number): void {
    if (this.openUnit && !this.append(bytes, from, to)) this.abandon();
  }

  /** Completes the unit after its last fragment. */
  finish(): void {
    if (this.openUnit) this.ends.push(this.size);
    this.openUnit = false;
  }

  /** Drops the incomplete unit. */
  abandon(): void {
    if (!this.openUnit) return;
    this.openUnit = false;
    this.damaged++;
    this.size = this.ends.at(-1) ?? 0;
  }

  /** Returns the complete units so far, as views that the next unit overwrites. */
  take(): Buffer[] {
    this.abandon();
    const units = this.units();
    this.ends.length = 0;
    this.size = 0;
    return units;
  }

  private units(): Buffer[] {
    return this.ends.map((end, i) => this.bytes.subarray(this.ends[i - 1] ?? 0, end));
  }

  private append(piece: Buffer, from: number, to: number): boolean {
    const needed = this.size + to - from;
    if (needed > limitBytes) {
      this.damaged++;
      return false;
    }
    if (needed > this.bytes.length) {
      const grown = Buffer.allocUnsafe(2 ** Math.ceil(Math.log2(needed)));
      this.bytes.copy(grown, 0, 0, this.size);
      this.bytes = grown;
    }
    piece.copy(this.bytes, this.size, from, to);
    this.size = needed;
    return true;
  }
}
