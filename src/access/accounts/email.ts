import { z } from 'zod';
import { type FormFault, readForm } from '../../core/index.ts';
import type { User, UserRepository } from '../users.ts';
import { isWeighty } from '../weighty.ts';
import { type AccountActor, accountEvent } from './account-event.ts';
import { letterOfNewEmail } from './email-letter.ts';

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

/**
 * Sets where mail reaches a user, or that it reaches nowhere. The address of before is notified; the event holds neither. After
 * the founding officers, custodians and auditors alone change theirs: mail tells them what others do with their account.
 * Errors: `email-invalid`, `own-email-only` (conflict).
 */
export async function changeEmail(
  users: Pick<UserRepository, 'setEmail'>,
  by: AccountActor,
  { id, name, role }: Pick<User, 'id' | 'name' | 'role'>,
  email: string | undefined,
): Promise<void> {
  const address = email === undefined ? undefined : checkEmail(email);
  const event = accountEvent(by, 'user-changed', id, { changed: 'email' });
  const isFounding = by.user?.id !== id && isWeighty(role);
  await users.setEmail(id, address, event, { isFounding, letter: letterOfNewEmail(name) });
}
