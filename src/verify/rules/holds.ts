import type { Findings } from '../finding.ts';
import { byLeaf, msOf, ofType, type ProvedOf } from '../records/kinds.ts';
import type { ProvedRecord } from '../records/proved-records.ts';

/** No footage was deleted while a hold of this request was on it. */
export function checkHolds(
  custody: readonly ProvedRecord[],
  deletions: readonly ProvedOf<'del'>[],
  findings: Findings,
): void {
  const releases = ofType(custody, 'release');
  for (const placed of ofType(custody, 'hold')) {
    const { record: hold } = placed;
    const end = releases.find(({ record }) => record.hold === hold.hold);
    const broken = deletions.filter(
      ({ record, ...leaf }) =>
        byLeaf(leaf, placed) > 0 &&
        (!end || byLeaf(leaf, end) < 0) &&
        hold.cams.includes(record.cam) &&
        msOf(record.t0) < msOf(hold.t1) &&
        msOf(record.t1) > msOf(hold.t0),
    );
    for (const { file, record } of broken)
      findings.add('deleted-under-hold', { file, record: record.seq, detail: { hold: hold.hold } });
  }
}
