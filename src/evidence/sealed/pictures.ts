import type { TimeRange } from '../../core/index.ts';
import { dayMs } from '../../core/index.ts';
import type { StoredSegment } from '../../footage/index.ts';
import { segmentKeys } from '../../objects/index.ts';
import { type ChainRecord, recordOf, type SealedChain } from './sealed-chain.ts';

/** A picture of a segment that a record tells of. */
export interface SealedPicture {
  readonly segment: StoredSegment;
  readonly what: 'still' | 'storyboard';
  /** SHA-256, hex, as its record says. */
  readonly sha256: string;
  readonly record: ChainRecord;
}

const recordsAtOnce = 256;

/** The pictures of these segments of a stream. One that was made a day after the scope or later is left out. */
export async function sealedPictures(
  shelf: SealedChain,
  { fromMs, toMs }: TimeRange,
  segments: readonly StoredSegment[],
): Promise<SealedPicture[]> {
  const bySeq = new Map(segments.map((segment) => [segment.record?.seq, segment]));
  const last = Math.min(await shelf.since(toMs + dayMs), shelf.last);
  const found: SealedPicture[] = [];
  for (let seq = await shelf.since(fromMs); seq <= last; seq += recordsAtOnce)
    for (const record of await shelf.read(seq, Math.min(last, seq + recordsAtOnce - 1))) {
      const picture = pictureOf(record, bySeq);
      if (picture) found.push(picture);
    }
  return found;
}

function pictureOf(
  record: ChainRecord,
  bySeq: ReadonlyMap<number | undefined, StoredSegment>,
): SealedPicture | undefined {
  const pic = recordOf(record, 'pic');
  const segment = pic && bySeq.get(pic.seq);
  if (!segment) return undefined;
  const keys = segmentKeys({ ...segment, startMs: segment.fromMs });
  const what = (['still', 'storyboard'] as const).find((each) => keys[each] === pic.key);
  return what && { segment, what, sha256: pic.sha256, record };
}
