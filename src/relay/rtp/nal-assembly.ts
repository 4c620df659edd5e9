/** An access unit beyond this is not video; what would not fit is dropped. */
const limitBytes = 8 * 1024 * 1024;

/**
 * Lays the NAL units of one access unit end to end in a buffer that is used again for the next, so that packets can
 * be read from a shared buffer and nothing is allocated per packet. A unit counts only once it is whole.
 */
export class NalAssembly {
  private bytes = Buffer.allocUnsafe(16_384);
  private size = 0;
  private readonly ends: number[] = [];
  private openUnit = false;
  /** NAL units dropped because a piece of them never came, or made no sense. */
  damaged = 0;

  /** Nothing of the access unit has come yet. */
  get isEmpty(): boolean {
    return this.ends.length === 0 && !this.openUnit;
  }

  /** A unit that came whole. */
  add(unit: Buffer): void {
    this.abandon();
    if (unit.length > 0 && this.append(unit)) this.ends.push(this.size);
  }

  /** The first fragment of a unit: its header, rebuilt, and the bytes after it. */
  open(header: readonly number[], bytes: Buffer): void {
    this.abandon();
    this.openUnit = this.append(Buffer.from(header)) && this.append(bytes);
  }

  /** A further fragment; without a first one it is a piece of something lost. */
  extend(bytes: Buffer, isLast: boolean): void {
    if (!this.openUnit) return;
    if (!this.append(bytes)) this.abandon();
    else if (isLast) {
      this.openUnit = false;
      this.ends.push(this.size);
    }
  }

  /** Drops the unit that is not whole. */
  abandon(): void {
    if (!this.openUnit) return;
    this.openUnit = false;
    this.damaged++;
    this.size = this.ends.at(-1) ?? 0;
  }

  /** The whole units so far, as views that the next unit overwrites. */
  take(): Buffer[] {
    this.abandon();
    const units = this.ends.map((end, i) => this.bytes.subarray(this.ends[i - 1] ?? 0, end));
    this.ends.length = 0;
    this.size = 0;
    return units;
  }

  private append(piece: Buffer): boolean {
    const needed = this.size + piece.length;
    if (needed > limitBytes) {
      this.damaged++;
      return false;
    }
    if (needed > this.bytes.length) {
      const grown = Buffer.allocUnsafe(2 ** Math.ceil(Math.log2(needed)));
      this.bytes.copy(grown, 0, 0, this.size);
      this.bytes = grown;
    }
    piece.copy(this.bytes, this.size);
    this.size = needed;
    return true;
  }
}
