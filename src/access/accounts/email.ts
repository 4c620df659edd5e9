import { z } from 'zod';
import { type FormFault, readForm, type UserId } from '../../core/index.ts';
import type { UserRepository } from '../users.ts';
import { type AccountActor, accountEvent } from './account-event.ts';

/** An address for mail. */
export const emailForm = z.email().max(254);

export const emailFault: FormFault = [
  'email-invalid',
  'An address looks like name@ward.example and has 254 characters at most.',
];

/** The address itself, or `email-invalid`. */
export const checkEmail = (email: string): string =>
  readForm(
    z.strictObject({ email: emailForm }),
    { email },
    { fields: { email: emailFault }, form: emailFault },
  ).email;

/** Sets where mail reaches a user, or that it reaches nowhere. The event does not hold the address. Errors: `email-invalid`. */
export async function changeEmail(
  users: Pick<UserRepository, 'setEmail'>,
  by: AccountActor,
  id: UserId,
  email: string | undefined,
): Promise<void> {
  const address = email === undefined ? undefined : checkEmail(email);
  await users.setEmail(id, address, accountEvent(by, 'user-changed', id, { changed: 'email' }));
}
