import { type AppError, invalid } from '../../core/index.ts';
import { checkPassword, type PasswordHasher, type User, type UserRepository } from '../users.ts';
import { accountEvent } from './account-event.ts';
import { type ProofTools, tryProof } from './try-proof.ts';
import { ofSignedIn } from './try-rate.ts';

export interface PasswordTools extends ProofTools {
  readonly users: UserRepository;
  readonly passwords: PasswordHasher;
}

/**
 * The stored hash of the signed-in user's password, if this is it; counts like a sign-in try. Errors: `password-wrong`
 * (invalid), also after too many tries.
 */
export async function checkOwnPassword(
  tools: PasswordTools,
  { id, name }: User,
  { password, field, nowMs }: { readonly password: string; readonly field: string; readonly nowMs: number },
): Promise<string> {
  const known = await tools.users.byName(name);
  const isProved = await tryProof(tools, {
    counter: ofSignedIn(id),
    userId: id,
    proof: 'password',
    nowMs,
    isRight: async (isAdmitted) =>
      (await tools.passwords.verify(known?.passwordHash, password)) && isAdmitted,
  });
  if (!isProved || known?.passwordHash === undefined) throw passwordWrong(field);
  return known.passwordHash;
}

export const passwordWrong = (field: string): AppError =>
  invalid('password-wrong', 'This is not your password.', field);

/**
 * Gives a user another password and ends every session and token of the user. Errors: `password-wrong`, and those
 * of `checkPassword`.
 */
export async function changePassword(
  tools: PasswordTools,
  user: User,
  { current, next, nowMs }: { readonly current: string; readonly next: string; readonly nowMs: number },
): Promise<void> {
  checkPassword(next, user);
  await checkOwnPassword(tools, user, { password: current, field: 'current', nowMs });
  const event = accountEvent({ user, nowMs }, 'password-changed', user.id);
  await tools.users.change(user.id, { passwordHash: await tools.passwords.hash(next) }, event);
}
