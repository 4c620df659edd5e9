import {
  intersect,
  isEmpty,
  type StreamId,
  subtractAll,
  type TimeRange,
  union,
} from '../../../core/index.ts';
import type { AlteredTime, ComparedCoverage, RecordStanding } from '../../../footage/index.ts';
import { isGapTold, type RecordOfGap, toldGaps } from '../../../proven/index.ts';
import type { Database } from '../database.ts';
import type { SegmentRow } from '../footage/segment-rows.ts';
import { type CoverageRows, type GapRow, readCoverageRows } from './coverage-rows.ts';
import { findRecords } from './find-records.ts';
import { missingSegments } from './missing-segments.ts';
import { mayLackRecord, type PostgresSegmentChecks, type SegmentCheckDeps } from './segment-checks.ts';

/** Of one reading; whoever reads again tells of more. */
const mostTold = 20;

/** Compares what the catalogue tells of a stream over a range with the records of its segments and gaps. */
export class PostgresCoverageChecks {
  constructor(
    private readonly db: Database,
    private readonly segments: PostgresSegmentChecks,
    private readonly deps: SegmentCheckDeps,
  ) {}

  /** `undefined` of a stream that is not known. Errors: those of `ProvenRecords.at`; `unavailable` of the catalogue. */
  async of(id: StreamId, range: TimeRange): Promise<ComparedCoverage | undefined> {
    const first = await this.compared(id, range);
    // A record may have been stated, and its row read before.
    const found = first && first.altered.length > 0 ? await this.compared(id, range) : first;
    if (!found) return undefined;
    await this.tell(found);
    const { altered, pending } = found;
    return { altered, pending };
  }

  private async compared(id: StreamId, range: TimeRange): Promise<Found | undefined> {
    const rows = await readCoverageRows(this.db, id, range);
    if (!rows) return undefined;
    const standings = await this.segments.standingsOf(rows.segments);
    const bare = bareTime(rows, range);
    const altered: AlteredTime[] = [
      ...segmentsThat(rows.segments, standings, ['altered']).map((each) => ({
        ...each,
        kind: 'segment' as const,
      })),
      ...(await this.alteredGaps(rows)).map((each) => ({ ...intersect(each, range), kind: 'gap' as const })),
      ...unaccountedFor(rows, range).map((each) => ({ ...each, kind: 'gap' as const })),
    ];
    if (bare.length > 0)
      for (const each of await missingSegments({ db: this.db, records: this.deps.records }, rows, bare))
        altered.push({ ...each, kind: 'missing' });
    const pending = segmentsThat(rows.segments, standings, ['pending', 'awaited']);
    return { rows, standings, altered, pending: union(pending.map((each) => intersect(each, range))) };
  }

  /** Expired time rests on deletions. */
  private async alteredGaps({ stream, gaps }: CoverageRows): Promise<TimeRange[]> {
    const stated = gaps.filter(({ reason }) => reason !== 'expired');
    const places = stated.flatMap(({ record_seqs }) =>
      (record_seqs ?? []).map((seq) => ({ chain: `stream/${stream.camera_id}/${stream.role}`, seq })),
    );
    const found = await this.deps.records.at(places, (unknown) => findRecords(this.db, unknown));
    const records = new Map(places.map(({ seq }, at) => [seq, found[at]?.record]));
    const altered: TimeRange[] = [];
    for (const gap of stated) {
      const told = (gap.record_seqs ?? []).map((seq) => records.get(seq));
      const isLawful = gap.record_seqs ? isTold(gap, told) : await this.mayLackRecord(stream, gap);
      if (!isLawful) altered.push(rangeOf(gap));
    }
    return altered;
  }

  private async mayLackRecord({ site_id }: CoverageRows['stream'], { start_ms }: GapRow): Promise<boolean> {
    return mayLackRecord(await this.deps.adoption(site_id), start_ms);
  }

  private async tell({ rows, standings, altered }: Found): Promise<void> {
    await this.segments.tell(rows.segments, standings);
    const { id: stream, camera_id: cameraId } = rows.stream;
    for (const { kind, ...range } of altered.filter((each) => each.kind !== 'segment').slice(0, mostTold))
      await this.deps.altered.note({ stream, cameraId, range, member: kind });
  }
}

interface Found extends ComparedCoverage {
  readonly rows: CoverageRows;
  readonly standings: readonly RecordStanding[];
}

const rangeOf = ({ start_ms, end_ms }: Pick<GapRow, 'start_ms' | 'end_ms'>): TimeRange => ({
  fromMs: start_ms,
  toMs: end_ms ?? Number.POSITIVE_INFINITY,
});

const segmentsThat = (
  rows: readonly SegmentRow[],
  standings: readonly RecordStanding[],
  states: readonly RecordStanding['state'][],
): TimeRange[] => rows.filter((_, at) => states.includes(standings[at]?.state ?? 'altered')).map(rangeOf);

function isTold(gap: GapRow, records: readonly ({ readonly type: string } | undefined)[]): boolean {
  const told = records.filter((record): record is RecordOfGap => record?.type === 'gap');
  if (told.length < records.length) return false;
  const inOrder = told.toSorted((a, b) => a.seq - b.seq);
  return isGapTold({ ...rangeOf(gap), reason: gap.reason }, toldGaps(inOrder));
}

/** Time since the enrolment that has no footage, and has not expired. */
function bareTime(rows: CoverageRows, range: TimeRange): TimeRange[] {
  const gaps = rows.gaps.filter(({ reason }) => reason !== 'expired').map(rangeOf);
  const parts = [...gaps, ...unaccounted(rows, range)].map((each) => intersect(each, range));
  return union(parts).flatMap((each) => subtractAll(each, rows.segments.map(rangeOf)));
}

function unaccounted({ stream, segments, gaps, marked }: CoverageRows, range: TimeRange): TimeRange[] {
  const asked = { fromMs: Math.max(range.fromMs, stream.enrolled_at_ms), toMs: range.toMs };
  return subtractAll(asked, [...segments.map(rangeOf), ...gaps.map(rangeOf), ...marked]);
}

/** What is behind the frontier, and neither footage nor a gap. */
const unaccountedFor = (rows: CoverageRows, range: TimeRange): TimeRange[] =>
  unaccounted(rows, range)
    .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, rows.stream.accounted_until_ms) }))
    .filter((each) => !isEmpty(each));
