import type { TimeRange } from '../../core/index.ts';
import type { Findings } from '../finding.ts';
import type { StreamRecords } from '../records/stream-records.ts';
import { isWithin } from './originals.ts';

/** Warns of footage that came late, and of records that were made when an earlier version was upgraded. */
export function tellProvenance(
  { file, all, segs }: StreamRecords,
  scope: TimeRange,
  findings: Findings,
): void {
  for (const seg of segs)
    if (seg.record.late && isWithin(seg, scope))
      findings.add('late', {
        file,
        record: seg.record.seq,
        detail: { why: seg.record.late, at: seg.record.at },
      });
  const adopted = all.filter(({ record }) => record.adopted);
  const [first] = adopted;
  if (first)
    findings.add('adopted', {
      file,
      ...(first.place && { record: first.place.seq }),
      detail: { count: adopted.length, at: first.record.at },
    });
}
