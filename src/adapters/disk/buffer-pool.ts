/**
 * Buffers that are lent again and again: a new one of a segment's size for every file would have V8 collect all
 * garbage at every segment, which costs more than hashing it.
 */
export class BufferPool {
  private readonly free: Buffer[] = [];

  /** At most `kept` buffers wait to be lent again. */
  constructor(private readonly kept: number) {}

  /** Lends a buffer of exactly that many bytes, of any content, until `use` settles. */
  async lend<T>(sizeBytes: number, use: (buffer: Buffer) => Promise<T>): Promise<T> {
    const last = this.free.pop();
    const whole = last && last.length >= sizeBytes ? last : Buffer.allocUnsafeSlow(roomFor(sizeBytes));
    try {
      return await use(whole.subarray(0, sizeBytes));
    } finally {
      if (this.free.length < this.kept) this.free.push(whole);
    }
  }
}

/** With room to spare, so that the next, slightly longer file fits too. */
const roomFor = (sizeBytes: number): number => Math.ceil((sizeBytes * 1.25) / 65_536) * 65_536;
