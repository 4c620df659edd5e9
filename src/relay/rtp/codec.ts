import type { NalAssembly } from './nal-assembly.ts';

/** One video codec in the relay: its NAL units and their RTP payload format. */
export interface Codec {
  readonly name: 'h264' | 'h265';
  /** Adds a packet's payload, from `from` to `to`, to the current access unit. Attacker-controlled. */
  unpack(bytes: Buffer, from: number, to: number, nals: NalAssembly): void;
  nalType(nal: Buffer): number;
  /** Whether the unit holds a slice of a picture. */
  isPicture(nalType: number): boolean;
  /** Whether a slice is the first of its picture: only then may it follow parameter sets. */
  beginsPicture(slice: Buffer): boolean;
  /** Whether a decoder may start at an access unit of these units. Attacker-controlled. */
  isKeyframe(nals: readonly Buffer[]): boolean;
  /**
   * Whether a recorder may begin a GOP here: at a keyframe, or at the recovery point of a camera that repairs its picture
   * part by part (quirk 27). Attacker-controlled.
   */
  beginsGop(nals: readonly Buffer[]): boolean;
  /** NAL types of the parameter sets that decoding needs. */
  readonly parameterSetTypes: readonly number[];
  /** Distinguishes sets of one kind, since a further set is no change; `undefined` when unreadable. */
  parameterSetId(nal: Buffer): number | undefined;
  /** Payload header of an aggregation packet of these units, each of which follows its 16-bit length. */
  aggregateHeader(nals: readonly Buffer[]): readonly number[];
  /** Payload header of a fragment of `nal`; it replaces the unit's own header. */
  fragmentHeader(nal: Buffer, isFirst: boolean, isLast: boolean): readonly number[];
  readonly nalHeaderBytes: number;
}
