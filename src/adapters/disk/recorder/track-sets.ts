const minuteMs = 60_000;
/** More changes in a minute, and the sets stay among the samples. */
const maxChanges = 3;

/** The parameter sets that stand in the sample entry of the open file. */
export class TrackSets {
  private sets: readonly Buffer[] = [];
  private readonly changesMs: number[] = [];
  private keepsAll = false;
  /** How many sets were left out of samples, because the sample entry holds them. */
  leftOut = 0;

  /** Whether samples hold their parameter sets, too: the camera changes them all the time. */
  get isInBand(): boolean {
    return this.keepsAll;
  }

  /** Whether a keyframe that these sets decode needs another file. */
  isChange(sets: readonly Buffer[], nowMs: number): boolean {
    if (this.keepsAll || areEqual(sets, this.sets)) return false;
    this.changesMs.push(nowMs);
    if (this.changesMs.length > maxChanges) this.changesMs.shift();
    this.keepsAll = this.changesMs.length === maxChanges && nowMs - (this.changesMs[0] ?? nowMs) < minuteMs;
    return true;
  }

  /** The file that begins has these in its sample entry. */
  begin(sets: readonly Buffer[]): void {
    this.sets = sets;
  }

  /** Whether a NAL unit stands in the sample entry, and need not be in the sample. */
  leavesOut(nal: Buffer): boolean {
    if (this.keepsAll || !this.sets.some((set) => set.equals(nal))) return false;
    this.leftOut += 1;
    return true;
  }
}

const areEqual = (some: readonly Buffer[], others: readonly Buffer[]): boolean =>
  some.length === others.length && some.every((set, i) => others[i]?.equals(set) === true);
