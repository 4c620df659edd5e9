import type { ByteRange } from '../../core/index.ts';
import type { Gop, StoredSegment } from '../../footage/index.ts';
import {
  type FragmentTiming,
  type InitFacts,
  readInit,
  retimeFragment,
  withHvc1Entry,
} from '../../media/index.ts';
import type { Clip } from './joined-clips.ts';
import { meet, partWithin } from './placed-bytes.ts';

/** Bytes of an original. Whoever gives them knows whether they may leave (I6). Throws what the store throws. */
export type ReadOriginal = (segment: StoredSegment, range: ByteRange) => Promise<Uint8Array>;

/** What was made of an original when it was ingested, and is stored beside it. */
export type StoredBeside = 'index' | 'still' | 'storyboard';

/** Originals of a bundle are given as they are stored; for a clip only initialisation sections and whole GOPs are asked. */
export interface FootageReader {
  readonly original: ReadOriginal;
  readonly clipPart: ReadOriginal;
  readonly beside: (segment: StoredSegment, what: StoredBeside, range: ByteRange) => Promise<Uint8Array>;
}

/** A GOP of a clip: where it is stored, and where its bytes lie in the clip. */
interface PlacedGop extends ByteRange {
  readonly segment: StoredSegment;
  readonly gop: Gop;
  readonly sequence: number;
  readonly untilMs?: number;
}

/** Known without reading anything: nothing that is rewritten changes its length. */
export function clipSizeBytes({ stretches }: Clip): number {
  const gops = stretches.flatMap((stretch) => stretch.gops);
  return gops.reduce((sum, { sizeBytes }) => sum + sizeBytes, stretches[0].segment.initBytes);
}

/**
 * A range of a clip, GOP by GOP: at most one of them is in memory. Errors: those of `read`; `invalid` `media-…` when an
 * original is not what was ingested.
 */
export async function* clipContent(
  clip: Clip,
  range: ByteRange,
  read: ReadOriginal,
): AsyncGenerator<Uint8Array> {
  const { segment } = clip.stretches[0];
  const init = await read(segment, { offsetBytes: 0, sizeBytes: segment.initBytes });
  const named = clip.hevcEntry === 'hvc1' ? withHvc1Entry(init) : init;
  yield* partWithin({ offsetBytes: 0, sizeBytes: init.length }, range, () => [named]);
  const facts = readInit(init);
  for (const placed of placedGops(clip)) {
    if (!meet(placed, range)) continue;
    const original = await read(placed.segment, placed.gop);
    yield* partWithin(placed, range, () => retimeFragment(original, facts, timingOf(clip, placed, facts)));
  }
}

function* placedGops({ stretches }: Clip): Generator<PlacedGop> {
  let [offsetBytes, sequence] = [stretches[0].segment.initBytes, 1];
  for (const { segment, gops, untilMs } of stretches) {
    for (const gop of gops) {
      const isCut = untilMs !== undefined && gop === gops.at(-1);
      yield { segment, gop, sequence, offsetBytes, sizeBytes: gop.sizeBytes, ...(isCut && { untilMs }) };
      offsetBytes += gop.sizeBytes;
      sequence += 1;
    }
  }
}

function timingOf(
  { originMs }: Clip,
  { gop, sequence, untilMs }: PlacedGop,
  { track }: InitFacts,
): FragmentTiming {
  const ticksAt = (wallMs: number) => Math.round(((wallMs - originMs) * track.timescale) / 1000);
  return {
    presentationTicks: ticksAt(gop.fromMs),
    sequence,
    ...(untilMs !== undefined && { untilTicks: ticksAt(untilMs) }),
  };
}
