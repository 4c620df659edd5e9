import { type RawBuilder, type Selectable, sql } from 'kysely';
import { type Deputy, type DeputyId, type DeputyRepository, deputyRoles } from '../../../access/index.ts';
import { AppError, type UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { lockAccount, stateAccount } from './stated-account.ts';

type DeputyRow = Selectable<Tables['deputy']>;

export class PostgresDeputyRepository implements DeputyRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  name({ range, ...deputy }: Deputy, event: CustodyEvent): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockAccount(trx, deputy.userId);
        await trx
          .insertInto('deputy')
          .values({
            id: deputy.id,
            custodian_id: deputy.custodianId,
            user_id: deputy.userId,
            from_ms: range.fromMs,
            to_ms: range.toMs,
            created_at_ms: deputy.createdAtMs,
          })
          .execute();
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  end(id: DeputyId, atMs: number, event: CustodyEvent): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        if (event.subject) await lockAccount(trx, event.subject);
        const open = trx.updateTable('deputy').set({ ended_at_ms: atMs }).where('id', '=', id);
        const { numUpdatedRows } = await open.where('ended_at_ms', 'is', null).executeTakeFirst();
        if (numUpdatedRows === 0n) throw ended();
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  async byId(id: DeputyId): Promise<Deputy | undefined> {
    const query = this.db.selectFrom('deputy').selectAll().where('id', '=', id);
    const row = await onCatalogue(() => query.executeTakeFirst());
    return row && deputyOf(row);
  }

  async list(nowMs: number): Promise<Deputy[]> {
    const { rows } = await onCatalogue(() =>
      sql<DeputyRow>`
        select d.* from deputy d join app_user u on u.id = d.user_id
          where d.ended_at_ms is null and d.to_ms > ${nowMs} and ${mayStandIn(sql.ref('u.role'))}
          order by d.from_ms, d.id`.execute(this.db),
    );
    return rows.map(deputyOf);
  }

  async custodiansOf(userId: UserId, nowMs: number): Promise<UserId[]> {
    const { rows } = await onCatalogue(() =>
      sql<{ id: UserId }>`
        select distinct c.id from deputy d
            join app_user c on c.id = d.custodian_id join app_user u on u.id = d.user_id
          where d.user_id = ${userId} and d.ended_at_ms is null and d.from_ms <= ${nowMs} and d.to_ms > ${nowMs}
            and ${mayStandIn(sql.ref('u.role'))}
            and c.enabled and c.role = 'custodian' order by c.id`.execute(this.db),
    );
    return rows.map(({ id }) => id);
  }
}

/** Whether a user of that role can stand in for a custodian. */
export const mayStandIn = (role: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${role} in (${sql.join(deputyRoles)})`;

const ended = (): AppError => new AppError('conflict', 'deputy-ended', 'The deputy has ended already.');

const deputyOf = (row: DeputyRow): Deputy => ({
  // Only `name` writes it.
  id: row.id as DeputyId,
  custodianId: row.custodian_id,
  userId: row.user_id,
  range: { fromMs: row.from_ms, toMs: row.to_ms },
  createdAtMs: row.created_at_ms,
  ...(row.ended_at_ms !== null && { endedAtMs: row.ended_at_ms }),
});
