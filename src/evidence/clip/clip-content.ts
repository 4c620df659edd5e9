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

/** Bytes of an original. Whoever gives them knows whether they may leave (I6). Throws what the store throws. */
export type ReadOriginal = (segment: StoredSegment, range: ByteRange) => Promise<Uint8Array>;

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
  yield* part({ offsetBytes: 0, sizeBytes: init.length }, range, () => named);
  const facts = readInit(init);
  for (const placed of placedGops(clip)) {
    if (!meet(placed, range)) continue;
    const original = await read(placed.segment, placed.gop);
    yield* part(placed, range, () => retimeFragment(original, facts, timingOf(clip, placed, facts)));
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

const endOf = ({ offsetBytes, sizeBytes }: ByteRange): number => offsetBytes + sizeBytes;

const meet = (a: ByteRange, b: ByteRange): boolean => a.offsetBytes < endOf(b) && b.offsetBytes < endOf(a);

/** The part of a range that lies in this placed stretch; the bytes are made only when there is one. */
function* part(placed: ByteRange, range: ByteRange, bytes: () => Uint8Array): Generator<Uint8Array> {
  if (!meet(placed, range)) return;
  const from = Math.max(0, range.offsetBytes - placed.offsetBytes);
  yield bytes().subarray(from, Math.min(placed.sizeBytes, endOf(range) - placed.offsetBytes));
}
