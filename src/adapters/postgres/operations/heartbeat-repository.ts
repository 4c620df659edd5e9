import { sql } from 'kysely';
import { type Heartbeat, type HeartbeatRepository, missedAfterMs } from '../../../operations/index.ts';
import { type Database, onCatalogue } from '../database.ts';

const missedAfter = sql.raw(`interval '${missedAfterMs} milliseconds'`);

/** The row of a worker that was killed is removed by the next beat of another, a day later. */
export class PostgresHeartbeatRepository implements HeartbeatRepository {
  constructor(private readonly db: Database) {}

  async beat(heartbeat: Heartbeat): Promise<void> {
    await onCatalogue(() =>
      sql`with gone as (delete from worker_heartbeat where beat_at < clock_timestamp() - interval '1 day')
        insert into worker_heartbeat (worker, told) values (${heartbeat.worker}, ${JSON.stringify(heartbeat)})
        on conflict (worker) do update set told = excluded.told, beat_at = clock_timestamp()`.execute(
        this.db,
      ),
    );
  }

  async alive(): Promise<Heartbeat[]> {
    const { rows } = await onCatalogue(() =>
      sql<{ told: Heartbeat }>`select told from worker_heartbeat
        where beat_at > clock_timestamp() - ${missedAfter} order by worker`.execute(this.db),
    );
    return rows.map(({ told }) => told);
  }

  async known(): Promise<{ worker: string; isAlive: boolean }[]> {
    const { rows } = await onCatalogue(() =>
      sql<{ worker: string; isAlive: boolean }>`
        select worker, beat_at > clock_timestamp() - ${missedAfter} as "isAlive" from worker_heartbeat
        order by worker`.execute(this.db),
    );
    return rows;
  }

  async leave(worker: string): Promise<void> {
    await onCatalogue(() => sql`delete from worker_heartbeat where worker = ${worker}`.execute(this.db));
  }
}
