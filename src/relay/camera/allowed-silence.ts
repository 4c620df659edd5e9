const remembered = 8;
/** No camera of a street is slower. */
const longestMs = 20_000;
/** Pictures that may be late before the camera counts as silent. */
const patience = 3;

/** How long a camera may send nothing: some send a picture every six seconds (quirk 25). */
export class AllowedSilence {
  private readonly intervalsMs: number[] = [];
  private last: { readonly showMs: number; readonly arrivalMs: number } | undefined;

  /** `leastMs`: for a camera with a usual rate; four times that until the rate is known. */
  constructor(private readonly leastMs: number) {}

  /** A picture that is shown at `showMs` by the camera's clock came at `arrivalMs`. */
  note(showMs: number, arrivalMs: number): void {
    if (this.last) {
      const intervalMs = Math.max(showMs - this.last.showMs, arrivalMs - this.last.arrivalMs);
      this.intervalsMs.push(Math.min(longestMs, intervalMs));
    }
    if (this.intervalsMs.length > remembered) this.intervalsMs.shift();
    this.last = { showMs, arrivalMs };
  }

  get ms(): number {
    if (this.intervalsMs.length === 0) return 4 * this.leastMs;
    return Math.max(this.leastMs, patience * Math.max(...this.intervalsMs));
  }
}
