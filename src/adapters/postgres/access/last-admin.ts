import type { Transaction } from 'kysely';
import { AppError, type UserId } from '../../../core/index.ts';
import type { Tables } from '../tables/tables.ts';

/**
 * Locks the admins until the transaction ends, so that two who disable each other come one after the other. Errors, conflict:
 * `last-admin` where `id` is the only admin who is enabled; `actor-disabled` where `by` was disabled meanwhile.
 */
export async function refuseLastAdmin(trx: Transaction<Tables>, id: UserId, by?: UserId): Promise<void> {
  const query = trx.selectFrom('app_user').select(['id', 'enabled']).where('role', '=', 'admin');
  // In one order; only the row that is read after the wait counts.
  const admins = await query.orderBy('id').forNoKeyUpdate().execute();
  if (admins.some((admin) => admin.id === by && !admin.enabled)) throw actorDisabled();
  const able = admins.filter(({ enabled }) => enabled);
  if (able.length === 1 && able[0]?.id === id) throw lastAdmin();
}

const lastAdmin = (): AppError =>
  new AppError('conflict', 'last-admin', 'This is the only admin who can sign in: make another one first.');

const actorDisabled = (): AppError =>
  new AppError('conflict', 'actor-disabled', 'Your own account was disabled meanwhile.');
