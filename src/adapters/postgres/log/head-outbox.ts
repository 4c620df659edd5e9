import { sql, type Transaction } from 'kysely';
import { canonicalJson, newId, sha256Hex, type UserId } from '../../../core/index.ts';
import type { HeadLetter, HeadOutbox, HeadPost } from '../../../witness/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

/** Any number; the same in every version. */
const advisoryLock = 7_203_122;
const kind = 'log-head';

/** Who keeps checkpoints: people of the ward by their roles, and addresses elsewhere. */
export interface HeadReceivers {
  readonly roles: readonly ('auditor' | 'custodian' | 'admin')[];
  readonly addresses: readonly string[];
}

export class PostgresHeadOutbox implements HeadOutbox {
  constructor(
    private readonly db: Database,
    private readonly receivers: HeadReceivers,
  ) {}

  post({ letter, event }: HeadPost, { sinceMs, nowMs }: { sinceMs: number; nowMs: number }): Promise<number> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLock)})`.execute(trx);
        if (await isTooSoon(trx, sinceMs)) return 0;
        const people = await this.people(trx);
        const rows = [
          ...people.map((id) => rowOf(letter, nowMs, id)),
          ...this.receivers.addresses.map((to) => rowOf({ ...letter, to }, nowMs)),
          rowOf(event, nowMs),
        ];
        await trx.insertInto('notification').values(rows).execute();
        return rows.length;
      }),
    );
  }

  private async people(trx: Transaction<Tables>): Promise<UserId[]> {
    if (this.receivers.roles.length === 0) return [];
    const rows = await trx
      .selectFrom('app_user')
      .select('id')
      .where('enabled', '=', true)
      .where('role', 'in', this.receivers.roles)
      .execute();
    return rows.map(({ id }) => id);
  }
}

/** Since then one was posted, or the log begun. */
async function isTooSoon(trx: Transaction<Tables>, sinceMs: number): Promise<boolean> {
  const { rows } = await sql<{ last: number | null }>`
    select greatest((select max(due_at_ms) from notification where kind = ${kind}),
      (select min(begun_at_ms) from evidence_log)) as last`.execute(trx);
  const last = rows[0]?.last ?? null;
  return last === null || last > sinceMs;
}

const rowOf = (
  letter: HeadLetter & { readonly to?: string },
  nowMs: number,
  user_id: UserId | null = null,
) => ({
  id: newId('notification', nowMs),
  kind,
  user_id,
  due_at_ms: nowMs,
  next_try_at_ms: nowMs,
  letter: JSON.stringify(letter),
  letter_sha256: sha256Hex(Buffer.from(canonicalJson(letter), 'utf8')),
});
