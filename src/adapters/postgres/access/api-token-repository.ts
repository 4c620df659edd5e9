import type { Selectable, Transaction } from 'kysely';
import type { ApiToken, ApiTokenRepository, NewToken } from '../../../access/index.ts';
import { minuteMs, type TokenId, type UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { lockAccount, stateAccount } from './stated-account.ts';

export class PostgresApiTokenRepository implements ApiTokenRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  create(made: NewToken, event: CustodyEvent): Promise<boolean> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        // A change of the account waits for this lock, and ends the new token with the others.
        await lockAccount(trx, made.token.ownerId);
        const owner = trx.selectFrom('app_user').select('id').where('id', '=', made.token.ownerId);
        const isStill = owner.where('password_hash', '=', made.passwordHash).where('enabled', '=', true);
        if (!(await isStill.executeTakeFirst())) return false;
        await trx.insertInto('api_token').values(rowOfToken(made)).execute();
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
        return true;
      }),
    );
  }

  async ofOwner(ownerId: UserId): Promise<ApiToken[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('api_token')
        .selectAll()
        .where('owner_id', '=', ownerId)
        .orderBy('created_at_ms', 'desc')
        .execute(),
    );
    return rows.map(tokenOf);
  }

  async bySha256(sha256: string): Promise<ApiToken | undefined> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('api_token').selectAll().where('token_sha256', '=', sha256).executeTakeFirst(),
    );
    return row && tokenOf(row);
  }

  async used(id: TokenId, nowMs: number): Promise<void> {
    await onCatalogue(() =>
      this.db
        .updateTable('api_token')
        .set({ last_used_ms: nowMs })
        .where('id', '=', id)
        .where((where) =>
          where.or([where('last_used_ms', 'is', null), where('last_used_ms', '<=', nowMs - minuteMs)]),
        )
        .execute(),
    );
  }

  revoke(ownerId: UserId, id: TokenId, event: CustodyEvent): Promise<boolean> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockAccount(trx, ownerId);
        const known = await trx
          .selectFrom('api_token')
          .select('revoked_at_ms')
          .where('id', '=', id)
          .where('owner_id', '=', ownerId)
          .forUpdate()
          .executeTakeFirst();
        if (!known || known.revoked_at_ms !== null) return known !== undefined;
        await trx.updateTable('api_token').set({ revoked_at_ms: event.atMs }).where('id', '=', id).execute();
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
        return true;
      }),
    );
  }
}

const rowOfToken = ({ token, sha256 }: NewToken) => ({
  id: token.id,
  owner_id: token.ownerId,
  role: token.role,
  purpose: token.purpose,
  actions: token.actions ? [...token.actions] : null,
  token_sha256: sha256,
  created_at_ms: token.createdAtMs,
  expires_at_ms: token.expiresAtMs,
});

/** All of a user's tokens end. */
export async function endTokens(trx: Transaction<Tables>, ownerId: UserId, atMs: number): Promise<void> {
  await trx
    .updateTable('api_token')
    .set({ revoked_at_ms: atMs })
    .where('owner_id', '=', ownerId)
    .where('revoked_at_ms', 'is', null)
    .execute();
}

const tokenOf = (row: Selectable<Tables['api_token']>): ApiToken => ({
  id: row.id,
  ownerId: row.owner_id,
  role: row.role,
  purpose: row.purpose,
  createdAtMs: row.created_at_ms,
  expiresAtMs: row.expires_at_ms,
  ...(row.actions && { actions: row.actions }),
  ...(row.revoked_at_ms === null ? {} : { revokedAtMs: row.revoked_at_ms }),
  ...(row.last_used_ms === null ? {} : { lastUsedAtMs: row.last_used_ms }),
});
