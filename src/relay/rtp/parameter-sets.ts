import { splitAnnexB } from './annex-b.ts';
import type { Codec } from './codec.ts';

/** The parameter sets of a stream, and those that its recorder was told. */
export class ParameterSets {
  private readonly inBand = new Map<string, Buffer>();
  private readonly offered: readonly Buffer[];
  private told: readonly Buffer[] = [];

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

  /** All sets in use, in decoder order. None of them changes later. */
  list(): Buffer[] {
    return this.codec.parameterSetTypes.flatMap((type) => this.ofType(type));
  }

  /** Answers all sets in use, for a recorder that begins now: it knows them from its SDP. */
  tell(): readonly Buffer[] {
    this.told = this.list().map((set) => Buffer.from(set));
    for (const set of this.told) this.inBand.set(this.keyOf(set), set);
    return this.told;
  }

  /** Records the sets among an access unit's NAL units. */
  observe(nals: readonly Buffer[]): void {
    for (const nal of nals) {
      if (!this.codec.parameterSetTypes.includes(this.codec.nalType(nal))) continue;
      const key = this.keyOf(nal);
      if (!this.inBand.get(key)?.equals(nal)) this.inBand.set(key, Buffer.from(nal));
    }
  }

  /**
   * Whether the recorder's file decodes from this keyframe on. A picture parameter set may differ from what the
   * recorder was told when the keyframe brings it along: it is in the file then. The size of the picture may not.
   */
  isDecodable(keyframe: readonly Buffer[]): boolean {
    const pictureType = this.codec.parameterSetTypes.at(-1);
    return this.list().every((set) => {
      if (this.told.some((told) => told.equals(set))) return true;
      return this.codec.nalType(set) === pictureType && keyframe.some((nal) => nal.equals(set));
    });
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
