import type { Selectable, Transaction } from 'kysely';
import type { NewUser, User } from '../../../access/index.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

/** By name. */
export async function usersIn(db: Database | Transaction<Tables>): Promise<User[]> {
  return (await db.selectFrom('app_user').selectAll().orderBy('name').execute()).map(userOf);
}

export const userOf = (row: Selectable<Tables['app_user']>): User => ({
  id: row.id,
  name: row.name,
  fullName: row.full_name,
  role: row.role,
  enabled: row.enabled,
  createdAtMs: row.created_at_ms,
  ...(row.role_since_ms !== null && { roleSinceMs: row.role_since_ms }),
  ...(row.email !== null && { email: row.email }),
});

export const rowOfUser = (user: NewUser) => ({
  id: user.id,
  name: user.name,
  full_name: user.fullName,
  role: user.role,
  password_hash: user.passwordHash ?? null,
  enabled: user.enabled,
  created_at_ms: user.createdAtMs,
  email: user.email ?? null,
  role_since_ms: user.roleSinceMs ?? null,
});
