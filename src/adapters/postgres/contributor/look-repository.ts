import { sql } from 'kysely';
import {
  type LookKind,
  type LookRepository,
  lookEvents,
  lookKinds,
  type MonthOfLooks,
} from '../../../contributor/index.ts';
import type { CameraId } from '../../../core/index.ts';
import { type Database, onCatalogue } from '../database.ts';

interface CountRow {
  readonly month: string;
  readonly event: string;
  readonly looks: number;
}

export class PostgresLookRepository implements LookRepository {
  constructor(private readonly db: Database) {}

  async ofCamera(cameraId: CameraId, timeZone: string): Promise<MonthOfLooks[]> {
    const { rows } = await onCatalogue(() =>
      sql<CountRow>`
        select to_char(to_timestamp(at_ms / 1000.0) at time zone ${timeZone}, 'YYYY-MM') as month, event,
            -- An export is one look, in however many ranges it was taken.
            count(distinct coalesce(case event when ${lookEvents.download} then body::jsonb #>> '{detail,exportId}' end, id))::int
              as looks
          from custody_event
          where camera_id = ${cameraId} and event = any (${Object.values(lookEvents)})
          group by 1, 2 order by 1 desc`.execute(this.db),
    );
    const months = [...new Set(rows.map(({ month }) => month))];
    return months.map((month) => ({ month, counts: countsOf(rows.filter((row) => row.month === month)) }));
  }
}

const countsOf = (rows: readonly CountRow[]): Record<LookKind, number> =>
  Object.fromEntries(
    lookKinds.map((kind) => [kind, rows.find(({ event }) => event === lookEvents[kind])?.looks ?? 0]),
  ) as Record<LookKind, number>;
