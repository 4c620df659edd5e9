import type { Transaction } from 'kysely';
import type { UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { namedBy } from '../custody/acted.ts';
import { pseudonymsOfUsers, usersOf } from '../custody/append.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { accountFact, type ProposedBy } from './account-record.ts';
import { userOf } from './user-rows.ts';

type Trx = Transaction<Tables>;

/**
 * Locks the account until the transaction ends: what is done to it, its links, factors, sessions, tokens and deputies comes one
 * after the other. Before any row of these; behind the admins, where `refuseLastAdmin` locks them.
 */
export async function lockAccount(trx: Trx, id: UserId): Promise<void> {
  await trx.selectFrom('app_user').select('id').where('id', '=', id).forNoKeyUpdate().execute();
}

/**
 * States what the events tell of an account, as it is after them; nothing where they tell of none. They are about one account, whose
 * row is locked.
 */
export async function stateAccount(
  { trx, scribe }: { readonly trx: Trx; readonly scribe: Scribe },
  events: readonly CustodyEvent[],
  proposed?: ProposedBy,
): Promise<void> {
  const id = events.at(-1)?.subject;
  const row = id && (await trx.selectFrom('app_user').selectAll().where('id', '=', id).executeTakeFirst());
  if (!row) return;
  const users = [...usersOf(events), row.id, ...(proposed ? [proposed.by] : [])];
  const nameOf = namedBy(await pseudonymsOfUsers(trx, users));
  const words = { account: userOf(row), nameOf, proposed };
  const facts = events.flatMap((event) => accountFact(event, words) ?? []);
  if (facts.length > 0) await scribe.state(trx, ...facts);
}
