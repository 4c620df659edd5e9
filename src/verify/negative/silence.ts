import { intersect, subtractAll, type TimeRange, union } from '../../core/index.ts';
import { tookSegment } from '../../log/index.ts';
import type { Findings } from '../finding.ts';
import { byLeaf, type LeafOrder, msOf, ofType, type ProvedOf } from '../records/kinds.ts';
import type { ProvedRecord } from '../records/proved-records.ts';
import { deletionsIn, gapsOf, longer, type RecordedGap, rangeOfRecord, timesOf } from '../rules/coverage.ts';
import type { StatedSilence, StatedStretch } from './stated-silence.ts';

/** What the records tell of one recorded stream of a camera. */
export interface StreamOfSilence {
  readonly file: string;
  readonly all: readonly ProvedRecord[];
  readonly segs: readonly ProvedOf<'seg'>[];
}

/** Its records, and those of its streams. */
export interface RecordsOfCamera {
  readonly file: string;
  /** The newest `cam` record of before the answer. */
  readonly state: ProvedOf<'cam'> | undefined;
  readonly streams: readonly StreamOfSilence[];
}

/** The stretches of a camera rest on its records, and no record tells of footage of that time. */
export function checkSilence(
  { id: cam, missing }: StatedSilence['cameras'][number],
  records: RecordsOfCamera,
  { answer, findings }: { readonly answer: LeafOrder; readonly findings: Findings },
): void {
  const told = records.streams.map(toldBy);
  for (const stretch of missing) {
    const detail = { cam, ...timesOf(stretch), reason: stretch.reason };
    if (longer(untold(stretch, records.state, told)).length > 0)
      findings.add('silence-unproved', { file: told[0]?.file ?? records.file, detail });
    for (const { file, segs, gaps, deletions } of told) {
      for (const { record, ...leaf } of segs.filter((seg) => isThere(seg, stretch, deletions)))
        findings.add(byLeaf(leaf, answer) > 0 ? 'footage-since' : 'silence-disproved', {
          file,
          record: record.seq,
          detail: { cam, t0: record.t0, t1: record.t1 },
        });
      const open = gaps.find(({ toMs }) => toMs === Number.POSITIVE_INFINITY);
      if (open && open.fromMs < stretch.toMs && open.reason === stretch.reason)
        findings.add('gap-open', { file, record: open.seq, detail });
    }
  }
}

interface ToldStream extends StreamOfSilence {
  readonly gaps: readonly RecordedGap[];
  readonly deletions: readonly ProvedOf<'del'>[];
}

const toldBy = (stream: StreamOfSilence): ToldStream => ({
  ...stream,
  gaps: gapsOf(stream),
  deletions: deletionsIn(stream.all),
});

/** What no record tells of: a gap by its reason, expiry by a deletion, the time before a camera by its enrolment. */
function untold(
  stretch: StatedStretch,
  state: RecordsOfCamera['state'],
  streams: readonly ToldStream[],
): TimeRange[] {
  const { reason } = stretch;
  if (reason === 'not-enrolled') {
    const toMs = state ? msOf(state.record.enrolled) : Number.NEGATIVE_INFINITY;
    return subtractAll(stretch, [{ fromMs: Number.NEGATIVE_INFINITY, toMs }]);
  }
  const told = streams.flatMap(({ gaps, deletions }): readonly TimeRange[] =>
    reason === 'expired'
      ? deletions.map(({ record }) => rangeOfRecord(record))
      : gaps.filter((gap) => gap.reason === reason),
  );
  return subtractAll(stretch, union(told));
}

/** Whether a record tells of footage in that stretch that no deletion took. */
function isThere(
  { record }: ProvedOf<'seg'>,
  stretch: TimeRange,
  deletions: readonly ProvedOf<'del'>[],
): boolean {
  if (longer([intersect(rangeOfRecord(record), stretch)]).length === 0) return false;
  return !deletions.some(({ record: deletion }) => tookSegment(deletion, record));
}

/** The newest `cam` record that stands in the log before the answer. */
export const stateBefore = (
  records: readonly ProvedRecord[],
  answer: LeafOrder,
): ProvedOf<'cam'> | undefined =>
  ofType(records, 'cam')
    .filter((each) => byLeaf(each, answer) < 0)
    .at(-1);
