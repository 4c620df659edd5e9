import { sql } from 'kysely';
import { type Admission, type LockOutRepository, lockOutLimits, type Proof } from '../../../access/index.ts';
import type { UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';

const { maxTries, lockedMs } = lockOutLimits;

/** The account of a name: all unknown names share one. */
const accountOf = (name: string) => sql`coalesce((select id from app_user where name = ${name}), 'nobody')`;

export class PostgresLockOutRepository implements LockOutRepository {
  constructor(private readonly db: Database) {}

  async admit(name: string, proof: Proof, nowMs: number): Promise<Admission> {
    // One statement: whoever tries at the same time waits for the row, and sees this try.
    const { rows } = await onCatalogue(() =>
      sql<{ tries: number }>`
        insert into lock_out as l (account, proof, tries) values (${accountOf(name)}, ${proof}, 1)
          on conflict (account, proof) do update set tries = l.tries + 1,
            locked_until_ms = case when l.tries + 1 >= ${maxTries} then ${nowMs + lockedMs}::bigint end
          where l.locked_until_ms is null or l.locked_until_ms <= ${nowMs}
          returning tries`.execute(this.db),
    );
    return rows[0] ? { kind: 'admitted', tries: rows[0].tries } : { kind: 'locked' };
  }

  async forget(name: string, proof: Proof): Promise<void> {
    await onCatalogue(() =>
      sql`delete from lock_out where account = ${accountOf(name)} and proof = ${proof}`.execute(this.db),
    );
  }

  async unlock(userId: UserId, event: CustodyEvent): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await trx.deleteFrom('lock_out').where('account', '=', userId).execute();
        await appendCustody(trx, event);
      }),
    );
  }

  async locked(nowMs: number): Promise<ReadonlyMap<UserId, number>> {
    const { rows } = await onCatalogue(() =>
      sql<{ account: UserId; until_ms: number }>`
        select account, max(locked_until_ms) as until_ms from lock_out
          where locked_until_ms > ${nowMs} group by account`.execute(this.db),
    );
    return new Map(rows.map((row) => [row.account, row.until_ms]));
  }
}
