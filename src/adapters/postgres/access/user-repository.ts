import { sql, type Transaction } from 'kysely';
import type {
  ChangeTerms,
  EmailTerms,
  MakingTerms,
  NewUser,
  User,
  UserChanges,
  UserRepository,
} from '../../../access/index.ts';
import { ownEmailOnly } from '../../../access/index.ts';
import type { UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { conflict, onCatalogueWith } from '../violations.ts';
import { heed, isFoundingOpen } from './change-terms.ts';
import { endAccess } from './ended-access.ts';
import { refuseLastAdmin } from './last-admin.ts';
import { writeLetters } from './letters.ts';
import { dropHostReset, replaceLink } from './link-rows.ts';
import { lockAccount, stateAccount } from './stated-account.ts';
import { rowOfUser, userOf, usersIn } from './user-rows.ts';

export const userViolations = {
  app_user_name_key: conflict('user-name-taken', 'A user with that name exists already.', 'name'),
};

export class PostgresUserRepository implements UserRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async create(user: NewUser, event: CustodyEvent, terms: MakingTerms = {}): Promise<void> {
    await onCatalogueWith(userViolations, () =>
      this.db.transaction().execute(async (trx) => {
        await heed(trx, user.id, terms, event.atMs);
        await trx.insertInto('app_user').values(rowOfUser(user)).execute();
        if (terms.link) await replaceLink(trx, terms.link);
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  async list(): Promise<User[]> {
    return onCatalogue(() => usersIn(this.db));
  }

  async change(
    id: UserId,
    changes: UserChanges,
    event: CustodyEvent,
    terms: ChangeTerms = {},
  ): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await heed(trx, id, terms, event.atMs);
        await changeRow(trx, id, changes, event);
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  async setEmail(
    id: UserId,
    email: string | undefined,
    event: CustodyEvent,
    { isFounding, letter }: EmailTerms,
  ): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        if (isFounding && !(await isFoundingOpen(trx))) throw ownEmailOnly();
        await lockAccount(trx, id);
        const to = await replaceEmail(trx, id, email);
        if (to !== null && to !== email)
          await writeLetters(trx, [id], { kind: 'account', letter: { ...letter, to } }, event.atMs);
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }

  async byId(id: UserId): Promise<User | undefined> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('app_user').selectAll().where('id', '=', id).executeTakeFirst(),
    );
    return row && userOf(row);
  }

  async byName(name: string): Promise<NewUser | undefined> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('app_user').selectAll().where('name', '=', name).executeTakeFirst(),
    );
    if (!row) return undefined;
    const { password_hash: passwordHash } = row;
    return passwordHash === null ? userOf(row) : { ...userOf(row), passwordHash };
  }
}

/** Answers the address of before. */
async function replaceEmail(
  trx: Transaction<Tables>,
  id: UserId,
  email: string | undefined,
): Promise<string | null> {
  const known = trx.selectFrom('app_user').select('email').where('id', '=', id);
  const before = (await known.executeTakeFirst())?.email ?? null;
  await trx
    .updateTable('app_user')
    .set({ email: email ?? null })
    .where('id', '=', id)
    .execute();
  return before;
}

/** Ends every session and token of the user, too. Errors: those of `refuseLastAdmin`. */
export async function changeRow(
  trx: Transaction<Tables>,
  id: UserId,
  { enabled, passwordHash, role, roleSinceMs }: UserChanges,
  { atMs, actor }: CustodyEvent,
): Promise<void> {
  const isLoss = enabled === false || (role !== undefined && role !== 'admin');
  if (isLoss) await refuseLastAdmin(trx, id, actor);
  await sql`update app_user set enabled = coalesce(${enabled ?? null}::boolean, enabled),
    password_hash = coalesce(${passwordHash ?? null}::text, password_hash),
    role = coalesce(${role ?? null}::text, role),
    role_since_ms = coalesce(${roleSinceMs ?? null}::bigint, role_since_ms) where id = ${id}`.execute(trx);
  if (enabled === false) await dropHostReset(trx, id);
  await endAccess(trx, id, atMs);
}
