import { unescapeNalUnit } from '../../bitstream/index.ts';
import { invalid } from '../../core/index.ts';
import { h264SequenceFacts, isHighProfile } from '../sequence/h264-sequence.ts';
import { h265SequenceFacts } from '../sequence/h265-sequence.ts';
import type { SequenceFacts } from '../sequence/sequence-facts.ts';
import { mp4Box, words16, words32 } from './box-writer.ts';
import type { VideoCodec } from './video-track.ts';

/** A stream as a file declares it. Attacker-controlled. */
export interface WrittenFormat {
  readonly codec: VideoCodec;
  /** Ticks of media time in a second. */
  readonly timescale: number;
  /** Complete: SPS and PPS, and VPS; NAL units without start code or length. */
  readonly parameterSets: readonly Uint8Array[];
  /** Whether samples hold parameter sets, too: `avc3` and `hev1`. Else all are in the entry: `avc1` and `hvc1`. */
  readonly isInBand: boolean;
}

/** A sample entry, and what the rest of an init section needs of it. */
export interface WrittenEntry {
  readonly box: Buffer;
  /** Pixels as a viewer shows them: the aspect of a pixel is counted in the width. */
  readonly shownWidth: number;
  readonly height: number;
}

const setTypes = { h264: [7, 8], h265: [32, 33, 34] } as const;
/** Lengths of NAL units take 4 bytes. */
const lengthSizeMinusOne = 3;

/**
 * The sample entry of a stream (ISO/IEC 14496-15, 5.4.2 and 8.4.1). Attacker-controlled. Errors: `invalid` with a code
 * `media-…` where a parameter set is missing, unreadable, too long or promises a picture of no possible size.
 */
export function writeSampleEntry(format: WrittenFormat): WrittenEntry {
  const sets = setsByType(format);
  const sps = sets.get(format.codec === 'h264' ? 7 : 33)?.[0] ?? new Uint8Array();
  const facts = format.codec === 'h264' ? h264SequenceFacts(sps) : h265SequenceFacts(sps);
  requireSize(facts);
  const configuration =
    format.codec === 'h264'
      ? avcConfiguration(sps, sets, facts)
      : hevcConfiguration(sps, sets, format, facts);
  const [across, down] = facts.aspect ?? [1, 1];
  const aspect = facts.aspect ? [mp4Box('pasp', words32(across, down))] : [];
  const visual = [visualFields(facts.width, facts.height), configuration, ...aspect];
  return {
    box: mp4Box(entryType(format), ...visual),
    shownWidth: (facts.width * across) / down,
    height: facts.height,
  };
}

const entryType = ({ codec, isInBand }: WrittenFormat): string =>
  codec === 'h264' ? (isInBand ? 'avc3' : 'avc1') : isInBand ? 'hev1' : 'hvc1';

function setsByType({ codec, parameterSets }: WrittenFormat): Map<number, Uint8Array[]> {
  const sets = new Map<number, Uint8Array[]>(setTypes[codec].map((type) => [type, []]));
  for (const set of parameterSets) {
    const type = codec === 'h264' ? (set[0] ?? 0) & 0x1f : ((set[0] ?? 0) >> 1) & 0x3f;
    if (set.length > 0xffff) throw invalid('media-codec', `a parameter set of ${set.length} bytes`);
    sets.get(type)?.push(set);
  }
  for (const [type, units] of sets) {
    // The count of sequence parameter sets has 5 bits in `avcC`.
    if (units.length === 0 || units.length > 31)
      throw invalid('media-codec', `${units.length} parameter sets of type ${type}`);
  }
  return sets;
}

function requireSize({ width, height, lumaBits, chromaBits, chromaFormat }: SequenceFacts): void {
  const isSize = (pixels: number) => pixels >= 1 && pixels <= 0x7fff;
  if (!isSize(width) || !isSize(height))
    throw invalid('media-codec', `pictures of ${width} × ${height} pixels`);
  if (lumaBits > 15 || chromaBits > 15 || chromaFormat > 3)
    throw invalid('media-codec', `colours of ${lumaBits} and ${chromaBits} bits in format ${chromaFormat}`);
}

/** `VisualSampleEntry` (ISO/IEC 14496-12, 12.1.3): the first data reference, 72 dpi, one frame a sample, depth 24. */
const visualFields = (width: number, height: number): Buffer =>
  Buffer.concat([
    words32(0, 1, 0, 0, 0, 0),
    words16(width, height),
    words32(0x48_0000, 0x48_0000, 0),
    words16(1),
    Buffer.alloc(32),
    words16(24, 0xffff),
  ]);

/** `avcC` (ISO/IEC 14496-15, 5.3.3.1). */
function avcConfiguration(
  sps: Uint8Array,
  sets: ReadonlyMap<number, readonly Uint8Array[]>,
  { chromaFormat, lumaBits, chromaBits }: SequenceFacts,
): Buffer {
  const [, profile = 0, constraints = 0, level = 0] = sps;
  const [sequence = [], picture = []] = setTypes.h264.map((type) => sets.get(type));
  const colours = [0xfc | chromaFormat, 0xf8 | (lumaBits - 8), 0xf8 | (chromaBits - 8), 0];
  return mp4Box(
    'avcC',
    Buffer.from([1, profile, constraints, level, 0xfc | lengthSizeMinusOne, 0xe0 | sequence.length]),
    ...sequence.flatMap(afterLength),
    Buffer.from([picture.length]),
    ...picture.flatMap(afterLength),
    Buffer.from(isHighProfile(profile) ? colours : []),
  );
}

/** `hvcC` (ISO/IEC 14496-15, 8.3.3.1). Segmentation, parallelism and frame rate are not told. */
function hevcConfiguration(
  sps: Uint8Array,
  sets: ReadonlyMap<number, readonly Uint8Array[]>,
  { isInBand }: WrittenFormat,
  { chromaFormat, lumaBits, chromaBits }: SequenceFacts,
): Buffer {
  const rbsp = unescapeNalUnit(sps);
  const layers = rbsp[2] ?? 0;
  const temporalLayers = ((layers >> 1) & 7) + 1;
  const arrays = setTypes.h265.map((type) => [type, sets.get(type) ?? []] as const);
  return mp4Box(
    'hvcC',
    Buffer.from([1]),
    rbsp.subarray(3, 15),
    words16(0xf000),
    Buffer.from([0xfc, 0xfc | chromaFormat, 0xf8 | (lumaBits - 8), 0xf8 | (chromaBits - 8), 0, 0]),
    Buffer.from([(temporalLayers << 3) | ((layers & 1) << 2) | lengthSizeMinusOne, arrays.length]),
    ...arrays.flatMap(([type, units]) => [
      Buffer.from([(isInBand ? 0 : 0x80) | type]),
      words16(units.length),
      ...units.flatMap(afterLength),
    ]),
  );
}

const afterLength = (unit: Uint8Array): Uint8Array[] => [words16(unit.length), unit];
