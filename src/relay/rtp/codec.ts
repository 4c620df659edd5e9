import type { NalAssembly } from './nal-assembly.ts';

/** What the relay knows of one video codec: its NAL units and how RTP carries them. */
export interface Codec {
  readonly name: 'h264' | 'h265';
  /** Adds a packet's payload, from `from` to `to`, to the access unit in the making. Attacker-controlled. */
  unpack(bytes: Buffer, from: number, to: number, nals: NalAssembly): void;
  nalType(nal: Buffer): number;
  /** Whether a decoder may start at an access unit holding such a unit. */
  isKeyframe(nalType: number): boolean;
  /** Kinds of parameter set without which nothing can be decoded, as NAL types. */
  readonly parameterSetTypes: readonly number[];
  /** Tells sets of one kind apart, so that a further one is no change; `undefined` when unreadable. */
  parameterSetId(nal: Buffer): number | undefined;
  /** Payload header of an aggregation packet of these units, each of which follows after its 16-bit length. */
  aggregateHeader(nals: readonly Buffer[]): readonly number[];
  /** Payload header of a fragment of `nal`, and how many bytes of the unit it stands for. */
  fragmentHeader(nal: Buffer, isFirst: boolean, isLast: boolean): readonly number[];
  readonly nalHeaderBytes: number;
}
