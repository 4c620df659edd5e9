/** Between two searches for the same silent cameras. */
const searchEveryMs = 60_000;

/** Decides when silent cameras are searched at other addresses: at once when one more is silent, else every minute. */
export class SearchTimer {
  private searchedAtMs = Number.NEGATIVE_INFINITY;
  private silentBefore = 0;

  /** Call it in each round with the number of silent cameras; `true` begins a search. */
  isDue(silent: number, nowMs: number): boolean {
    const isMore = silent > this.silentBefore;
    this.silentBefore = silent;
    if (silent === 0 || !(isMore || nowMs - this.searchedAtMs >= searchEveryMs)) return false;
    this.searchedAtMs = nowMs;
    return true;
  }
}
