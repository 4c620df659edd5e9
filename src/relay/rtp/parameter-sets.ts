import { splitAnnexB } from './annex-b.ts';
import type { Codec } from './codec.ts';

/** The parameter sets that decode the recording of a run. */
export class ParameterSets {
  private readonly inBand = new Map<string, Buffer>();
  private readonly offered: readonly Buffer[];
  private started = false;

  /** `offered` comes from the SDP: perhaps empty, partial, in Annex B, or stale (quirk 20). */
  constructor(
    private readonly codec: Codec,
    offered: readonly Buffer[],
  ) {
    this.offered = offered.flatMap(splitAnnexB);
  }

  /** Whether every kind is known, in-band or from the SDP. */
  get complete(): boolean {
    return this.codec.parameterSetTypes.every((type) => this.ofType(type).length > 0);
  }

  /** All sets in use, in decoder order. */
  list(): Buffer[] {
    return this.codec.parameterSetTypes.flatMap((type) => this.ofType(type));
  }

  /** Fixes the sets of the run: from now on another set under the same id is a change. */
  start(): void {
    for (const set of this.list()) this.inBand.set(this.keyOf(set), set);
    this.started = true;
  }

  /**
   * Records the sets among an access unit's NAL units. True when one replaces another that is in use; a set
   * under a new id is no change.
   */
  observe(nals: readonly Buffer[]): boolean {
    let changed = false;
    for (const nal of nals) {
      if (!this.codec.parameterSetTypes.includes(this.codec.nalType(nal))) continue;
      const key = this.keyOf(nal);
      const known = this.inBand.get(key);
      if (known?.equals(nal)) continue;
      this.inBand.set(key, Buffer.from(nal));
      changed ||= this.started && known !== undefined;
    }
    return changed;
  }

  private keyOf(set: Buffer): string {
    return `${this.codec.nalType(set)}/${this.codec.parameterSetId(set) ?? ''}`;
  }

  /** In-band sets of a kind; those of the SDP only where the stream carries none. */
  private ofType(type: number): Buffer[] {
    const inBand = [...this.inBand.values()].filter((set) => this.codec.nalType(set) === type);
    return inBand.length > 0 ? inBand : this.offered.filter((set) => this.codec.nalType(set) === type);
  }
}
