import { checkPassword, checkUserName, type NewUser, type Role, type User } from '../../access/index.ts';
import { formatInstant, newId } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { UserJson } from './user-schemas.ts';

interface GivenUser {
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
  readonly role: Role;
  readonly email?: string | undefined;
}

/** A user whose name and password keep the rules. Errors: those of `checkUserName` and `checkPassword`. */
export async function userWithPassword(
  { name, fullName, password, role, email }: GivenUser,
  { passwords, clock }: ApiDeps,
): Promise<NewUser> {
  checkUserName(name);
  checkPassword(password, { name, fullName });
  const createdAtMs = clock.nowMs();
  const passwordHash = await passwords.hash(password);
  const id = newId('user', createdAtMs);
  const user = { id, name, fullName, role, enabled: true, createdAtMs, passwordHash };
  return email === undefined ? user : { ...user, email };
}

export const userJson = ({ id, name, fullName, role, enabled, createdAtMs, email }: User): UserJson => ({
  id,
  name,
  fullName,
  role,
  enabled,
  createdAt: formatInstant(createdAtMs),
  email,
});
