import type { AnsweredAct, StationRepository } from '../../../access/index.ts';
import { type Database, onCatalogue } from '../database.ts';

/** Written by `keepStations`, with the event of the act. */
export class PostgresStationRepository implements StationRepository {
  constructor(private readonly db: Database) {}

  async acts(matters: readonly string[], sinceMs: number): Promise<AnsweredAct[]> {
    const kept = this.db
      .selectFrom('act_station')
      .selectAll()
      .where('matter', 'in', [...matters]);
    const rows = await onCatalogue(() => kept.where('at_ms', '>=', sinceMs).execute());
    return rows.map(({ matter, user_id: userId, at_ms: atMs, browser, address }) => ({
      matter,
      userId,
      atMs,
      station: { browser, ...(address !== null && { address }) },
    }));
  }

  async forget(beforeMs: number): Promise<void> {
    await onCatalogue(() => this.db.deleteFrom('act_station').where('at_ms', '<', beforeMs).execute());
  }
}
