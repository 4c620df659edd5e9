import { sql } from 'kysely';
import type { FirstAdminRepository, NewUser } from '../../../access/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import { onCatalogueWith } from '../violations.ts';
import { rowOfUser, userViolations } from './user-repository.ts';

export class PostgresFirstAdminRepository implements FirstAdminRepository {
  constructor(private readonly db: Database) {}

  offer(tokenSha256: string): Promise<boolean> {
    return onCatalogue(async () => {
      const { numAffectedRows } = await sql`
        insert into first_admin_link (token_sha256)
          select ${tokenSha256} where not exists (select from app_user)
          on conflict (only_one) do update set token_sha256 = excluded.token_sha256, used_at_ms = null`.execute(
        this.db,
      );
      return numAffectedRows === 1n;
    });
  }

  async offered(): Promise<string | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('first_admin_link')
        .select('token_sha256')
        .where('used_at_ms', 'is', null)
        .executeTakeFirst(),
    );
    return row?.token_sha256;
  }

  redeem(tokenSha256: string, admin: NewUser, event: CustodyEvent): Promise<boolean> {
    return onCatalogueWith(userViolations, () =>
      this.db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('first_admin_link')
          .set({ used_at_ms: admin.createdAtMs })
          .where('used_at_ms', 'is', null)
          .where('token_sha256', '=', tokenSha256)
          .where(sql<boolean>`not exists (select from app_user)`)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await trx.insertInto('app_user').values(rowOfUser(admin)).execute();
        await appendCustody(trx, event);
        return true;
      }),
    );
  }
}
