import {
  intersect,
  isEmpty,
  type StreamId,
  subtractAll,
  type TimeRange,
  union,
} from '../../../core/index.ts';
import type { AlteredTime, ComparedCoverage, RecordStanding } from '../../../footage/index.ts';
import type { EvidenceRecord } from '../../../log/index.ts';
import {
  type DeletionResult,
  isDeletionResult,
  isGapTold,
  type RecordOfGap,
  toldGaps,
  untoldExpiry,
} from '../../../proven/index.ts';
import type { Database } from '../database.ts';
import type { SegmentRow } from '../footage/segment-rows.ts';
import { type CoverageRows, type GapRow, readCoverageRows } from './coverage-rows.ts';
import { findRecords } from './find-records.ts';
import { type BareTime, missingSegments } from './missing-segments.ts';
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
    const deletions = await this.deletionsOf(rows);
    const altered: AlteredTime[] = [
      ...segmentsThat(rows.segments, standings, ['altered']).map((each) => ({
        ...each,
        kind: 'segment' as const,
      })),
      ...(await this.alteredGaps(rows, range, deletions)).map((each) => ({ ...each, kind: 'gap' as const })),
      ...unaccountedFor(rows, range).map((each) => ({ ...each, kind: 'gap' as const })),
    ];
    const bare = bareTime(rows, range, deletions);
    for (const each of await missingSegments({ db: this.db, records: this.deps.records }, rows, bare))
      altered.push({ ...each, kind: 'missing' });
    const pending = segmentsThat(rows.segments, standings, ['pending', 'awaited']);
    return { rows, standings, altered, pending: union(pending.map((each) => intersect(each, range))) };
  }

  /** The parts of altered gaps that lie in the range. */
  private async alteredGaps(
    rows: CoverageRows,
    range: TimeRange,
    deletions: readonly DeletionResult[],
  ): Promise<TimeRange[]> {
    const { stream, gaps } = rows;
    const numbers = gaps.flatMap(({ record_seqs }) => record_seqs ?? []);
    const found = await this.recordsAt(rows, numbers);
    const records = new Map(numbers.map((seq, at) => [seq, found[at]]));
    const altered: TimeRange[] = [];
    for (const gap of gaps) {
      const told = (gap.record_seqs ?? []).map((seq) => records.get(seq));
      const part = intersect(rangeOf(gap), range);
      const untold = isExpired(gap)
        ? untoldExpiry(part, deletions, expiryIn(told))
        : isTold(gap, told)
          ? []
          : [part];
      if (untold.length > 0 && !(await this.mayLackRecord(stream, gap))) altered.push(...untold);
    }
    return altered;
  }

  /** In the order of their time. */
  private async deletionsOf(rows: CoverageRows): Promise<DeletionResult[]> {
    const records = await this.recordsAt(rows, rows.deletions);
    return records.filter(isDeletionResult).sort((a, b) => Date.parse(a.t0) - Date.parse(b.t0));
  }

  private async recordsAt(
    { stream }: CoverageRows,
    numbers: readonly number[],
  ): Promise<(EvidenceRecord | undefined)[]> {
    const places = numbers.map((seq) => ({ chain: `stream/${stream.camera_id}/${stream.role}`, seq }));
    const found = await this.deps.records.at(places, (unknown) => findRecords(this.db, unknown));
    return found.map((each) => each?.record);
  }

  /** One that an earlier version left, until it is adopted. */
  private async mayLackRecord(
    { site_id }: CoverageRows['stream'],
    { start_ms, reason, record_seqs }: GapRow,
  ): Promise<boolean> {
    if (record_seqs && reason !== 'expired') return false;
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

const isExpired = ({ reason }: GapRow): boolean => reason === 'expired';

function isTold(gap: GapRow, records: readonly (EvidenceRecord | undefined)[]): boolean {
  const told = records.filter(isOfGap);
  if (told.length === 0 || told.length < records.length) return false;
  return isGapTold({ ...rangeOf(gap), reason: gap.reason }, toldGaps(inOrder(told)));
}

/** Time that had expired before deletions had records. */
const expiryIn = (records: readonly (EvidenceRecord | undefined)[]): TimeRange[] =>
  toldGaps(inOrder(records.filter(isOfGap))).filter(({ reason }) => reason === 'expired');

const isOfGap = (record: EvidenceRecord | undefined): record is RecordOfGap => record?.type === 'gap';

const inOrder = (records: readonly RecordOfGap[]): RecordOfGap[] => records.toSorted((a, b) => a.seq - b.seq);

/** Time since the enrolment that has no footage. */
function bareTime(rows: CoverageRows, range: TimeRange, deletions: readonly DeletionResult[]): BareTime {
  const inRange = (ranges: readonly TimeRange[]) =>
    union(ranges.map((each) => intersect(each, range))).flatMap((each) =>
      subtractAll(each, rows.segments.map(rangeOf)),
    );
  const gapsOf = (wanted: boolean) => rows.gaps.filter((gap) => isExpired(gap) === wanted).map(rangeOf);
  return {
    range,
    unfilmed: inRange([...gapsOf(false), ...unaccounted(rows, range)]),
    expired: inRange(gapsOf(true)),
    deletions,
  };
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
