import { minuteMs } from '../../core/index.ts';

/** Counts calls of each address, and forgets all of them once a minute. */
export class CallRate {
  private readonly calls = new Map<string, number>();
  private endsMs = 0;

  constructor(
    private readonly perMinute: number,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {}

  allows(address: string): boolean {
    const nowMs = this.monotonicMs();
    if (nowMs >= this.endsMs) {
      this.calls.clear();
      this.endsMs = nowMs + minuteMs;
    }
    const calls = (this.calls.get(address) ?? 0) + 1;
    this.calls.set(address, calls);
    return calls <= this.perMinute;
  }
}
