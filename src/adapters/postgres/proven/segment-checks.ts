import type { SiteId } from '../../../core/index.ts';
import type { RecordStanding } from '../../../footage/index.ts';
import type { AdoptionMark } from '../../../log/index.ts';
import type { ProvenRecord, ProvenRecords } from '../../../proven/index.ts';
import { segmentId } from '../../../recording/index.ts';
import type { Database } from '../database.ts';
import type { OwnedSegmentRow } from '../footage/segment-rows.ts';
import { differingSegmentMember } from '../ingest/segment-members.ts';
import { AgreedRows } from './agreed-rows.ts';
import type { AlteredFacts } from './altered-facts.ts';
import { findRecords } from './find-records.ts';

/** Of one reading; whoever reads again tells of more. */
const mostTold = 20;

export interface SegmentCheckDeps {
  readonly records: ProvenRecords;
  /** How far the adoption of a site is. Errors: those of the store. */
  readonly adoption: (site: SiteId) => Promise<AdoptionMark | undefined>;
  readonly altered: Pick<AlteredFacts, 'note'>;
}

/** Compares rows of segments with their records, as they are used. */
export class PostgresSegmentChecks {
  private readonly agreed = new AgreedRows();

  constructor(
    private readonly db: Database,
    private readonly deps: SegmentCheckDeps,
  ) {}

  /** In the order of the rows. Errors: `unavailable` of catalogue and store; those of `ProvenRecords.at`. */
  async standingsOf(rows: readonly OwnedSegmentRow[]): Promise<RecordStanding[]> {
    const recorded = rows.filter(({ record_seq }) => record_seq !== null);
    const places = recorded.map((row) => ({ chain: chainOf(row), seq: row.record_seq ?? 0 }));
    const found = await this.deps.records.at(places, (unknown) => findRecords(this.db, unknown));
    const proven = new Map(recorded.map((row, at) => [row, found[at]]));
    const standing = async (row: OwnedSegmentRow) =>
      proven.has(row) ? this.compared(row, proven.get(row)) : this.withoutRecord(row);
    return Promise.all(rows.map(standing));
  }

  /** Tells admins and auditors of the altered ones. */
  async tell(rows: readonly OwnedSegmentRow[], standings: readonly RecordStanding[]): Promise<void> {
    const altered = rows.flatMap((row, at) => {
      const standing = standings[at];
      return standing?.state === 'altered' ? [factOf(row, standing.member)] : [];
    });
    for (const fact of altered.slice(0, mostTold)) await this.deps.altered.note(fact);
  }

  private compared(row: OwnedSegmentRow, proven: ProvenRecord | undefined): RecordStanding {
    if (proven?.record.type !== 'seg') return { state: 'altered', member: 'record' };
    if (this.agreed.has(row, proven.record)) return { state: 'sealed' };
    const member = differingSegmentMember(row, row.role, proven.record);
    if (member !== undefined) return { state: 'altered', member };
    if (!proven.isSealed) return { state: 'pending' };
    this.agreed.add(row, proven.record);
    return { state: 'sealed' };
  }

  /** Lawful only of what an earlier version left, until its adoption is done. */
  private async withoutRecord({ site_id, start_ms }: OwnedSegmentRow): Promise<RecordStanding> {
    const isAwaited = mayLackRecord(await this.deps.adoption(site_id), start_ms);
    return isAwaited ? { state: 'awaited' } : { state: 'altered', member: 'record' };
  }
}

/** Whether a row of then may still wait for the adoption. */
export const mayLackRecord = (mark: AdoptionMark | undefined, startMs: number): boolean =>
  !mark || (!mark.isDone && startMs < mark.untilMs);

const chainOf = ({ camera_id, role }: OwnedSegmentRow): string => `stream/${camera_id}/${role}`;

const factOf = (row: OwnedSegmentRow, member: string) => ({
  segment: segmentId(row.run_id, row.start_ms),
  cameraId: row.camera_id,
  range: { fromMs: row.start_ms, toMs: row.end_ms },
  member,
});
