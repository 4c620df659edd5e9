import { sql } from 'kysely';
import type { Departure, DepartureBook } from '../../../witness/index.ts';
import { type Database, onCatalogue } from '../database.ts';

export class PostgresDepartures implements DepartureBook {
  constructor(private readonly db: Database) {}

  async note({ way, size, leftAtMs }: Departure): Promise<void> {
    const row = { way, size, left_at_ms: leftAtMs };
    await onCatalogue(() =>
      this.db
        .insertInto('log_departure')
        .values(row)
        .onConflict((at) => at.column('way').doUpdateSet(row))
        .execute(),
    );
  }

  async newest(): Promise<Departure[]> {
    const { rows } = await onCatalogue(() =>
      sql<Departure>`
        select way, size, left_at_ms as "leftAtMs" from log_departure
        union all select * from (
          select distinct on (1) case when user_id is null and letter->>'to' is null then 'webhook' else 'mail' end,
              (letter->>'size')::bigint, ended_at_ms
            from notification where kind = 'log-head' and outcome = 'sent' order by 1, ended_at_ms desc) posted
        order by "leftAtMs" desc`.execute(this.db),
    );
    return rows;
  }

  /** When the first log began; `undefined` before. */
  async begunAtMs(): Promise<number | undefined> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('evidence_log').select('begun_at_ms').orderBy('number').limit(1).executeTakeFirst(),
    );
    return row?.begun_at_ms;
  }
}
