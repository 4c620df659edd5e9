import { checkPassword, checkUserName, type NewUser, type Role, type User } from '../access/index.ts';
import { formatInstant, newId } from '../core/index.ts';
import type { ApiDeps } from './api-deps.ts';
import type { UserJson } from './schemas/user.ts';

interface GivenUser {
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
  readonly role: Role;
}

/** A user whose name and password keep the rules. Errors: those of `checkUserName` and `checkPassword`. */
export async function userWithPassword(
  { name, fullName, password, role }: GivenUser,
  { passwords, clock }: ApiDeps,
): Promise<NewUser> {
  checkUserName(name);
  checkPassword(password, { name, fullName });
  const createdAtMs = clock.nowMs();
  const passwordHash = await passwords.hash(password);
  return { id: newId('user', createdAtMs), name, fullName, role, enabled: true, createdAtMs, passwordHash };
}

export const userJson = ({ id, name, fullName, role, enabled, createdAtMs }: User): UserJson => ({
  id,
  name,
  fullName,
  role,
  enabled,
  createdAt: formatInstant(createdAtMs),
});
