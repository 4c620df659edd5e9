import { sql } from 'kysely';
import type { Spent, SpentRepository } from '../../../access/index.ts';
import type { RequestId } from '../../../core/index.ts';
import { type Database, onCatalogue } from '../database.ts';

/** What emergencies have given out. The row of one is locked by whoever adds to it, until the addition is committed. */
export class PostgresSpentRepository implements SpentRepository {
  constructor(private readonly db: Database) {}

  async spend(id: RequestId, { bytes, stills }: Spent, most: Spent): Promise<boolean> {
    if (bytes > most.bytes || stills > most.stills) return false;
    const { numAffectedRows } = await onCatalogue(() =>
      sql`
        insert into emergency_use as known (request_id, served_bytes, stills) values (${id}, ${bytes}, ${stills})
          on conflict (request_id) do update
            set served_bytes = known.served_bytes + excluded.served_bytes, stills = known.stills + excluded.stills
            where known.served_bytes + excluded.served_bytes <= ${most.bytes}
              and known.stills + excluded.stills <= ${most.stills}`.execute(this.db),
    );
    return numAffectedRows === 1n;
  }

  async giveBack(id: RequestId, bytes: number): Promise<void> {
    await onCatalogue(() =>
      sql`update emergency_use set served_bytes = greatest(0, served_bytes - ${bytes}) where request_id = ${id}`.execute(
        this.db,
      ),
    );
  }

  async of(id: RequestId): Promise<Spent> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('emergency_use').selectAll().where('request_id', '=', id).executeTakeFirst(),
    );
    return { bytes: row?.served_bytes ?? 0, stills: row?.stills ?? 0 };
  }
}
