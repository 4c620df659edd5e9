import { sql } from 'kysely';
import { type TryCounter, type TryRateRepository, tryLimits } from '../../../access/index.ts';
import { type Database, onCatalogue } from '../database.ts';

const { atOnce, everyMs } = tryLimits;
const fullMs = atOnce * everyMs;
/** Removed with each try, so that guessed names do not fill the table. */
const clearedAtOnce = 10;

/** A row holds the instant at which nothing is counted any more: each try moves it by `everyMs` (a leaky bucket). */
export class PostgresTryRateRepository implements TryRateRepository {
  constructor(private readonly db: Database) {}

  async admit(counter: TryCounter, nowMs: number): Promise<number | undefined> {
    // One statement: whoever tries at the same time waits for the row, and sees this try.
    const { rows } = await onCatalogue(() =>
      sql<{ counted: number }>`
        with cleared as (
          delete from sign_in_try where counter in (
            select counter from sign_in_try where empty_at_ms <= ${nowMs} and counter <> ${counter}
              limit ${clearedAtOnce} for update skip locked))
        insert into sign_in_try as t (counter, empty_at_ms) values (${counter}, ${nowMs + everyMs})
          on conflict (counter) do update
            set empty_at_ms = least(greatest(t.empty_at_ms, ${nowMs}) + ${everyMs}, ${nowMs + fullMs})
            where t.empty_at_ms <= ${nowMs + fullMs - everyMs} or t.empty_at_ms > ${nowMs + fullMs}
          returning ceil((empty_at_ms - ${nowMs}) / ${everyMs}::numeric)::int as counted`.execute(this.db),
    );
    return rows[0]?.counted;
  }

  async giveBack(counter: TryCounter): Promise<void> {
    await onCatalogue(() =>
      sql`update sign_in_try set empty_at_ms = empty_at_ms - ${everyMs} where counter = ${counter}`.execute(
        this.db,
      ),
    );
  }
}
