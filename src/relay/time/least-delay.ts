/** Arrivals older than this say nothing: clocks drift, and some RTP clocks run slow. */
const rememberedS = 10;

/** The least of the recent delays of pictures: arrival minus media time. */
export class LeastDelay {
  /** The least delay of each second of arrival. */
  private readonly seconds: { readonly second: number; leastMs: number }[] = [];

  note(delayMs: number, arrivalMs: number): void {
    const second = Math.floor(arrivalMs / 1000);
    const last = this.seconds.at(-1);
    if (last?.second === second) last.leastMs = Math.min(last.leastMs, delayMs);
    else this.seconds.push({ second, leastMs: delayMs });
    while ((this.seconds[0]?.second ?? second) < second - rememberedS) this.seconds.shift();
  }

  /** `Infinity` before the first. */
  get leastMs(): number {
    return Math.min(...this.seconds.map(({ leastMs }) => leastMs));
  }
}
