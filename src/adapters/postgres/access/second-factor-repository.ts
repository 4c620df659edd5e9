import { sql } from 'kysely';
import type { ConfirmedFactor, KeptFactor, SecondFactorRepository } from '../../../access/index.ts';
import type { UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { lockAccount, stateAccount } from './stated-account.ts';

interface FactorRow {
  readonly sealed: Uint8Array | null;
  readonly pending: Uint8Array | null;
  readonly confirmed_at_ms: number | null;
  readonly codes_left: number;
}

export class PostgresSecondFactorRepository implements SecondFactorRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async of(userId: UserId): Promise<KeptFactor> {
    const { rows } = await onCatalogue(() =>
      sql<FactorRow>`
        select f.sealed, f.pending, f.confirmed_at_ms,
            (select count(*)::int from recovery_code r where r.user_id = f.user_id) as codes_left
          from second_factor f where f.user_id = ${userId}`.execute(this.db),
    );
    const [row] = rows;
    return {
      recoveryCodesLeft: row?.codes_left ?? 0,
      ...(row?.sealed && { sealed: row.sealed }),
      ...(row?.pending && { pending: row.pending }),
      ...(row?.confirmed_at_ms != null && { confirmedAtMs: row.confirmed_at_ms }),
    };
  }

  async enrolled(): Promise<ReadonlySet<UserId>> {
    const rows = await onCatalogue(() =>
      this.db.selectFrom('second_factor').select('user_id').where('sealed', 'is not', null).execute(),
    );
    return new Set(rows.map((row) => row.user_id));
  }

  async offer(user_id: UserId, sealed: Uint8Array): Promise<void> {
    const pending = Buffer.from(sealed);
    await onCatalogue(() =>
      this.db
        .insertInto('second_factor')
        .values({ user_id, pending })
        .onConflict((at) => at.column('user_id').doUpdateSet({ pending }))
        .execute(),
    );
  }

  confirm({ userId, sealed, step, recoveryHashes, event }: ConfirmedFactor): Promise<boolean> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockAccount(trx, userId);
        const { numUpdatedRows } = await trx
          .updateTable('second_factor')
          .set((columns) => ({
            sealed: columns.ref('pending'),
            pending: null,
            confirmed_at_ms: event.atMs,
            last_step: step,
          }))
          .where('user_id', '=', userId)
          .where('pending', '=', Buffer.from(sealed))
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await trx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
        const codes = recoveryHashes.map((code_sha256) => ({ user_id: userId, code_sha256 }));
        await trx.insertInto('recovery_code').values(codes).execute();
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
        return true;
      }),
    );
  }

  async useStep(userId: UserId, step: number): Promise<boolean> {
    const { numUpdatedRows } = await onCatalogue(() =>
      this.db
        .updateTable('second_factor')
        .set({ last_step: step })
        .where('user_id', '=', userId)
        .where('last_step', '<', step)
        .executeTakeFirst(),
    );
    return numUpdatedRows > 0n;
  }

  useRecoveryCode(userId: UserId, hash: string, event: CustodyEvent): Promise<boolean> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockAccount(trx, userId);
        const { numDeletedRows } = await trx
          .deleteFrom('recovery_code')
          .where('user_id', '=', userId)
          .where('code_sha256', '=', hash)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
        return true;
      }),
    );
  }
}
