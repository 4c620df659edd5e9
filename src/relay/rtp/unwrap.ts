/** Extends 32-bit RTP timestamps beyond their wrap (every 13 hours at 90 kHz); keeps small backward steps. */
export class TimestampUnwrapper {
  private last: number | undefined;

  /** Returns ticks since an arbitrary origin below 2^32; exact for centuries. */
  next(timestamp: number): number {
    const step = this.last === undefined ? timestamp : (timestamp - this.last) | 0;
    this.last = (this.last ?? 0) + step;
    return this.last;
  }

  /** Ticks of a timestamp near the last one, without a change of state. */
  peek(timestamp: number): number | undefined {
    return this.last === undefined ? undefined : this.last + ((timestamp - this.last) | 0);
  }
}

/** A larger step in sequence numbers is a restarted counter, not lost packets (RFC 3550 §A.1). */
const maxDropout = 3_000;

/** Tracks 16-bit RTP sequence numbers. */
export class SequenceWatch {
  private expected: number | undefined;

  /** Number of packets missing before this one; `restarted` when the counter jumped or went back. */
  next(sequence: number): { readonly missing: number; readonly restarted: boolean } {
    const ahead = this.expected === undefined ? 0 : (sequence - this.expected) & 0xffff;
    this.expected = (sequence + 1) & 0xffff;
    return ahead <= maxDropout ? { missing: ahead, restarted: false } : { missing: 0, restarted: true };
  }
}
