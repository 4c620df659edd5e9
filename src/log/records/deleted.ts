import { isInSpans } from './number-spans.ts';
import type { EvidenceRecord } from './record-types.ts';

type Deletion = Extract<EvidenceRecord, { readonly type: 'del' }>;
type Segment = Extract<EvidenceRecord, { readonly type: 'seg' }>;

/**
 * Whether a deletion took that segment of its stream. One that names no numbers, because its segments had none or an earlier
 * version stated it, took what lies in its time.
 */
export function tookSegment(
  { segs, t0, t1 }: Pick<Deletion, 'segs' | 't0' | 't1'>,
  segment: Pick<Segment, 'seq' | 't0' | 't1'>,
): boolean {
  if (segs) return isInSpans(segs, segment.seq);
  return Date.parse(t0) <= Date.parse(segment.t0) && Date.parse(segment.t1) <= Date.parse(t1);
}
