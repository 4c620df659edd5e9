import { sql } from 'kysely';
import { type CameraId, idTimeMs, type TimeRange } from '../../../core/index.ts';
import type { ExportedStream, RecordPlaces } from '../../../evidence/index.ts';
import type { LeafAt } from '../../../log/index.ts';
import { maxSegmentMs } from '../../../recording/index.ts';
import { type Database, onCatalogue } from '../database.ts';

export class PostgresRecordPlaces implements RecordPlaces {
  constructor(private readonly db: Database) {}

  streams(cameraIds: readonly CameraId[]): Promise<ExportedStream[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<ExportedStream>`
        select s.camera_id as "cameraId", s.role, c.site_id as "siteId"
          from stream s join camera c on c.id = s.camera_id
          where s.camera_id = any(${cameraIds}) and s.recorded order by s.camera_id, s.role`.execute(this.db);
      return rows;
    });
  }

  areRecorded(cameraIds: readonly CameraId[], range: TimeRange): Promise<boolean> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ are: boolean }>`
        select not exists (select from segment where camera_id = any(${cameraIds}) and ${overlaps(range)}
            and record_seq is null)
          and not exists (select from gap g join stream s on s.id = g.stream_id
            where s.camera_id = any(${cameraIds}) and s.recorded and ${reaches(range)}
              and g.reason <> 'expired' and g.record_id is null) as are`.execute(this.db);
      return rows[0]?.are ?? false;
    });
  }

  gapsStated({ cameraId, role }: ExportedStream, range: TimeRange): Promise<number[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ id: string }>`
        select g.record_id as id from gap g join stream s on s.id = g.stream_id
          where s.camera_id = ${cameraId} and s.role = ${role} and ${reaches(range)} and g.record_id is not null`.execute(
        this.db,
      );
      return rows.map(({ id }) => idTimeMs(id));
    });
  }

  deletionsStated({ fromMs, toMs }: TimeRange): Promise<number[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ at: number }>`
        select forgotten_at_ms as at from deletion
          where forgotten_at_ms is not null and from_ms < ${toMs} and to_ms > ${fromMs} order by at`.execute(
        this.db,
      );
      return rows.map(({ at }) => at);
    });
  }

  newestBelow(chain: string, { log, leaf }: LeafAt): Promise<number> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ seq: number }>`
        select l.seq from log_leaf l join log_chain c on c.no = l.chain
          where c.name = ${chain} and (l.log, l.leaf) < (${log}, ${leaf}) order by l.seq desc limit 1`.execute(
        this.db,
      );
      return rows[0]?.seq ?? 0;
    });
  }

  leaves(chain: string, first: number, last: number): Promise<LeafAt[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<LeafAt>`
        select l.log, l.leaf from log_leaf l join log_chain c on c.no = l.chain
          where c.name = ${chain} and l.seq between ${first} and ${last} order by l.seq`.execute(this.db);
      return rows;
    });
  }

  newestWaiting(): Promise<number> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from log_outbox`.execute(
        this.db,
      );
      return rows[0]?.id ?? 0;
    });
  }

  isWaiting(chains: readonly string[], mark: number): Promise<boolean> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ waits: boolean }>`
        select exists (select from log_outbox o join log_chain c on c.no = o.chain
          where c.name = any(${chains}::text[]) and o.id <= ${mark}) as waits`.execute(this.db);
      return rows[0]?.waits ?? false;
    });
  }
}

const overlaps = ({ fromMs, toMs }: TimeRange) =>
  sql`start_ms > ${fromMs - maxSegmentMs} and start_ms < ${toMs} and end_ms > ${fromMs}`;

const reaches = ({ fromMs, toMs }: TimeRange) =>
  sql`int8range(g.start_ms, g.end_ms) && int8range(${fromMs}, ${toMs})`;
