import {
  intersect,
  isEmpty,
  type StreamId,
  subtractAll,
  type TimeRange,
  union,
} from '../../../core/index.ts';
import type { AlteredTime, ComparedCoverage, ComparedFacts, RecordStanding } from '../../../footage/index.ts';
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
import type { OwnedSegmentRow } from '../footage/segment-rows.ts';
import { type CoverageRows, factsOfRows, type GapRow, readCoverageRows } from './coverage-rows.ts';
import { findRecords } from './find-records.ts';
import { type BareTime, missingSegments } from './missing-segments.ts';
import { mayLackRecord, type PostgresSegmentChecks, type SegmentCheckDeps } from './segment-checks.ts';

/** Of one reading; whoever reads again tells of more. */
const mostTold = 20;

/** Compares what the catalogue tells of streams over a range with the records of their segments and gaps. */
export class PostgresCoverageChecks {
  constructor(
    private readonly db: Database,
    private readonly segments: PostgresSegmentChecks,
    private readonly deps: SegmentCheckDeps,
  ) {}

  /** Streams that are not known are left out. Errors: those of `ProvenRecords.at`; `unavailable` of the catalogue. */
  async of(ids: readonly StreamId[], range: TimeRange): Promise<Map<StreamId, ComparedFacts>> {
    const first = await this.compared(ids, range);
    // A record may have been stated, and its row read before.
    const again = first.filter(({ altered }) => altered.length > 0).map(({ rows }) => rows.stream.stream_id);
    const second = again.length > 0 ? await this.compared(again, range) : [];
    const found = new Map([...first, ...second].map((each) => [each.rows.stream.stream_id, each]));
    for (const each of found.values()) await this.tell(each);
    return new Map(
      [...found].map(([id, { rows, altered, pending }]) => [
        id,
        { facts: factsOfRows(rows), compared: { altered, pending } },
      ]),
    );
  }

  private async compared(ids: readonly StreamId[], range: TimeRange): Promise<Found[]> {
    const read = await readCoverageRows(this.db, ids, range);
    const segments = read.flatMap((rows) => rows.segments);
    const known = await this.segments.standingsOf(segments);
    const records = await this.recordsOf(read);
    const standingOf = new Map(segments.map((row, at) => [row, known[at]]));
    const found: Found[] = [];
    for (const rows of read) {
      const standings = rows.segments.flatMap((row) => standingOf.get(row) ?? []);
      found.push(await this.comparedStream({ rows, standings, records }, range));
    }
    return found;
  }

  private async comparedStream({ rows, standings, records }: Read, range: TimeRange): Promise<Found> {
    const numbered = (seqs: readonly number[]) => seqs.map((seq) => records.get(placeName(rows, seq)));
    const deletions = numbered(rows.deletions)
      .filter(isDeletionResult)
      .sort((a, b) => Date.parse(a.t0) - Date.parse(b.t0));
    const altered: AlteredTime[] = [
      ...segmentsThat(rows.segments, standings, ['altered']).map((each) => ({
        ...each,
        kind: 'segment' as const,
      })),
      ...(await this.alteredGaps(rows, range, { deletions, numbered })).map((each) => ({
        ...each,
        kind: 'gap' as const,
      })),
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
    { stream, gaps }: CoverageRows,
    range: TimeRange,
    { deletions, numbered }: ToldDeletions,
  ): Promise<TimeRange[]> {
    const altered: TimeRange[] = [];
    for (const gap of gaps) {
      const told = numbered(gap.record_seqs ?? []);
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

  /** Reads the records of the gaps and deletions of all streams, by their places. */
  private async recordsOf(read: readonly CoverageRows[]): Promise<Records> {
    const places = read.flatMap((rows) =>
      [...rows.gaps.flatMap(({ record_seqs }) => record_seqs ?? []), ...rows.deletions].map((seq) => ({
        chain: chainOf(rows.stream),
        seq,
        name: placeName(rows, seq),
      })),
    );
    const found = await this.deps.records.at(places, (unknown) => findRecords(this.db, unknown));
    return new Map(places.map(({ name }, at) => [name, found[at]?.record]));
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
    const { stream_id: stream, camera_id: cameraId } = rows.stream;
    for (const { kind, ...range } of altered.filter((each) => each.kind !== 'segment').slice(0, mostTold))
      await this.deps.altered.note({ stream, cameraId, range, member: kind });
  }
}

type Records = ReadonlyMap<string, EvidenceRecord | undefined>;

/** A stream as it was read. */
interface Read {
  readonly rows: CoverageRows;
  readonly standings: readonly RecordStanding[];
  readonly records: Records;
}

interface ToldDeletions {
  readonly deletions: readonly DeletionResult[];
  readonly numbered: (seqs: readonly number[]) => readonly (EvidenceRecord | undefined)[];
}

const chainOf = ({ camera_id, role }: CoverageRows['stream']): string => `stream/${camera_id}/${role}`;
const placeName = ({ stream }: CoverageRows, seq: number): string => `${chainOf(stream)} ${seq}`;

interface Found extends ComparedCoverage {
  readonly rows: CoverageRows;
  readonly standings: readonly RecordStanding[];
}

const rangeOf = ({ start_ms, end_ms }: Pick<GapRow, 'start_ms' | 'end_ms'>): TimeRange => ({
  fromMs: start_ms,
  toMs: end_ms ?? Number.POSITIVE_INFINITY,
});

const segmentsThat = (
  rows: readonly OwnedSegmentRow[],
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
