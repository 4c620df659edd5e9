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
  add(bytes: Buffer, from: number, to: number): void {
    this.abandon();
    if (to > from && this.append(bytes, from, to)) this.ends.push(this.size);
  }

  /** Begins a unit that comes in fragments, with its header, rebuilt. */
  open(header: readonly number[]): void {
    this.abandon();
    const bytes = Buffer.from(header);
    this.openUnit = this.append(bytes, 0, bytes.length);
  }

  /** A fragment; without a first one it is a piece of something lost. */
  extend(bytes: Buffer, from: number, to: number): void {
    if (this.openUnit && !this.append(bytes, from, to)) this.abandon();
  }

  /** The last fragment was added. */
  finish(): void {
    if (this.openUnit) this.ends.push(this.size);
    this.openUnit = false;
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
