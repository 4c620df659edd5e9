/** Decides when cameras are searched at other addresses: at once when one more is astray, else at every turn. */
export class SearchTimer {
  private searchedAtMs = Number.NEGATIVE_INFINITY;
  private astrayBefore = 0;

  /** Between two searches for the same cameras. */
  constructor(private readonly everyMs = 60_000) {}

  /** Call it in each round with the number of cameras astray; `true` begins a search. */
  isDue(astray: number, nowMs: number): boolean {
    const isMore = astray > this.astrayBefore;
    this.astrayBefore = astray;
    if (astray === 0 || !(isMore || nowMs - this.searchedAtMs >= this.everyMs)) return false;
    this.searchedAtMs = nowMs;
    return true;
  }
}
