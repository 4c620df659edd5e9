import type { Findings } from '../finding.ts';
import { msOf, type ProvedOf } from '../records/kinds.ts';
import type { StreamRecords } from '../records/stream-records.ts';

/** A recorder says when a file closed: within a clock's error. */
const clockErrorMs = 5_000;
/** From the end of a file to its record, unless the record says that it is `late`. */
export const allowanceMs = 10 * 60_000;
/** What the camera's clock counts, beside ours: cheap cameras declare 15 frames a second and send 12. */
const mediaSlackMs = 2_000;
const mediaSlackShare = 0.25;

/** Segments of a stream say times that can be: of each by itself, and of those before. */
export function checkFootageTimes({ segs }: StreamRecords, findings: Findings): void {
  checkRuns(segs, findings);
  const digests = new Map<string, number>();
  for (const seg of segs) {
    checkSegmentTimes(seg, findings);
    const { record, file } = seg;
    const at = { file, record: record.seq };
    const same = digests.get(record.sha256);
    if (same !== undefined) findings.add('same-bytes-twice', { ...at, detail: { other: same } });
    digests.set(record.sha256, record.seq);
  }
}

/** Segments of one run do not overlap. Their order in the chain tells nothing: an upgrade states the newest first. */
function checkRuns(segs: StreamRecords['segs'], findings: Findings): void {
  const ends = new Map<string, number>();
  for (const { record, file } of segs.toSorted((a, b) => msOf(a.record.t0) - msOf(b.record.t0))) {
    const endMs = ends.get(record.run) ?? 0;
    if (msOf(record.t0) < endMs) findings.add('run-overlaps', { file, record: record.seq });
    ends.set(record.run, Math.max(endMs, msOf(record.t1)));
  }
}

function checkSegmentTimes({ record, file }: ProvedOf<'seg'>, findings: Findings): void {
  const at = { file, record: record.seq };
  const [t0, t1, said] = [record.t0, record.t1, record.at].map(msOf) as [number, number, number];
  const wallMs = t1 - t0;
  if (wallMs <= 0) findings.add('end-before-start', at);
  const slackMs = Math.max(mediaSlackMs, mediaSlackShare * wallMs);
  if (Math.abs(record.media_ms - wallMs) > slackMs)
    findings.add('media-time-differs', { ...at, detail: { media: record.media_ms, wall: wallMs } });
  if (record.adopted) return;
  if (t1 > said + clockErrorMs) findings.add('recorded-before-end', at);
  if (!record.late && said - t1 > allowanceMs)
    findings.add('recorded-late', { ...at, detail: { at: record.at, t1: record.t1 } });
}
