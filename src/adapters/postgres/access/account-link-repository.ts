import { sql, type Transaction } from 'kysely';
import type {
  AccountLink,
  AccountLinkRepository,
  ChangeTerms,
  FirstAdminLink,
  LinkUse,
  NewUser,
  PastLinkUse,
  UserLink,
} from '../../../access/index.ts';
import type { UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { onCatalogueWith } from '../violations.ts';
import { heed } from './change-terms.ts';
import { endAccess } from './ended-access.ts';
import { writeLetters } from './letters.ts';
import { linkOf, replaceLink } from './link-rows.ts';
import { lockAccount, stateAccount } from './stated-account.ts';
import { userViolations } from './user-repository.ts';
import { rowOfUser } from './user-rows.ts';

type Trx = Transaction<Tables>;

export class PostgresAccountLinkRepository implements AccountLinkRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  offerFirstAdmin(link: FirstAdminLink): Promise<boolean> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        // One process after the other: each replaces the link of the one before.
        await sql`lock table account_link in share row exclusive mode`.execute(trx);
        if (await hasUsers(trx)) return false;
        await replaceLink(trx, link);
        return true;
      }),
    );
  }

  makeFirstAdmin({ sha256 }: FirstAdminLink, admin: NewUser, event: CustodyEvent): Promise<boolean> {
    return onCatalogueWith(userViolations, () =>
      this.db.transaction().execute(async (trx) => {
        if (await hasUsers(trx)) return false;
        if (!(await useUp(trx, sha256, { atMs: event.atMs, address: '' }))) return false;
        await trx.insertInto('app_user').values(rowOfUser(admin)).execute();
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
        return true;
      }),
    );
  }

  issue(link: UserLink, event: CustodyEvent, terms: ChangeTerms = {}): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await heed(trx, link.userId, terms, event.atMs);
        await issueIn(trx, link, event.atMs);
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  async bySha256(sha256: string): Promise<AccountLink | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('account_link')
        .selectAll('account_link')
        .leftJoin('app_user', 'app_user.id', 'account_link.user_id')
        .where('token_sha256', '=', sha256)
        .where('used_at_ms', 'is', null)
        .where((where) =>
          where.or([
            where('user_id', 'is', null),
            where('app_user.enabled', '=', true),
            where('purpose', '=', 'both'),
          ]),
        )
        .executeTakeFirst(),
    );
    return row && linkOf(row);
  }

  use({ link, passwordHash, address, letter, event, enabling }: LinkUse): Promise<boolean> {
    const { userId, purpose, sha256 } = link;
    const { atMs } = event;
    const events = [event, ...(enabling ? [enabling] : [])];
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockAccount(trx, userId);
        if (!(await useUp(trx, sha256, { atMs, address }))) return false;
        if (passwordHash !== undefined) await setPassword(trx, userId, passwordHash);
        if (purpose !== 'password') await removeFactor(trx, userId);
        if (enabling) await enable(trx, userId);
        await endAccess(trx, userId, atMs);
        await writeLetters(trx, [userId], { kind: 'account', letter }, atMs);
        await stateAccount({ trx, scribe: this.scribe }, events);
        await appendCustody({ trx, scribe: this.scribe }, ...events);
        return true;
      }),
    );
  }

  async lastUse(userId: UserId): Promise<PastLinkUse | undefined> {
    const row = await onCatalogue(() =>
      this.db
        .selectFrom('account_link')
        .select(['used_at_ms', 'used_address'])
        .where('user_id', '=', userId)
        .where('used_at_ms', 'is not', null)
        .orderBy('used_at_ms', 'desc')
        .executeTakeFirst(),
    );
    return row?.used_at_ms == null ? undefined : { atMs: row.used_at_ms, address: row.used_address ?? '' };
  }
}

/** The link, the end of what is open, and of the password where the link sets another one. */
export async function issueIn(trx: Trx, link: UserLink, atMs: number): Promise<void> {
  const { userId, purpose } = link;
  await lockAccount(trx, userId);
  await replaceLink(trx, link);
  if (purpose === 'password') await setPassword(trx, userId, null);
  await endAccess(trx, userId, atMs);
}

async function hasUsers(trx: Trx): Promise<boolean> {
  return (await trx.selectFrom('app_user').select('id').executeTakeFirst()) !== undefined;
}

/** `false` when it was used or replaced. */
async function useUp(trx: Trx, sha256: string, { atMs, address }: PastLinkUse): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('account_link')
    .set({ used_at_ms: atMs, used_address: address })
    .where('token_sha256', '=', sha256)
    .where('used_at_ms', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function setPassword(trx: Trx, id: UserId, password_hash: string | null): Promise<void> {
  await trx.updateTable('app_user').set({ password_hash }).where('id', '=', id).execute();
}

async function enable(trx: Trx, id: UserId): Promise<void> {
  await trx.updateTable('app_user').set({ enabled: true }).where('id', '=', id).execute();
}

async function removeFactor(trx: Trx, userId: UserId): Promise<void> {
  await trx.deleteFrom('second_factor').where('user_id', '=', userId).execute();
  await trx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
}
