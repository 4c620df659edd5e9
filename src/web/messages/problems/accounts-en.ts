import type { problemsOfAccountsVi } from './accounts-vi.ts';
import { remedied as one, type Remedied } from './remedied.ts';

export const problemsOfAccountsEn: Readonly<Record<keyof typeof problemsOfAccountsVi, Remedied>> = {
  'second-factor-code-wrong': one(
    'The code does not match the scanned QR code.',
    'Check the clock of the phone, wait for the next code and enter it.',
  ),
  'second-factor-needed': one(
    'This account has a second factor now.',
    'Sign in again, with the code of the authenticator app.',
  ),
  'second-factor-not-enrolled': one(
    'There is no second factor yet.',
    'Set it up on your account page, or at the next sign-in.',
  ),
  'second-factor-not-offered': one('This QR code is no longer valid.', 'Load the page again for a new one.'),
  'password-wrong': one(
    'That is not your current password.',
    'Enter it again; if you forgot it, contact an admin.',
  ),
  'session-not-found': one('This session has ended.', 'Load the list again.'),
  'token-not-found': one('There is no such token.', 'Load the list again.'),
  'token-expiry-out-of-range': one('A token cannot last until then.', 'Choose a day within a year from now.'),
  'token-action-refused': one('Your role may not do that.', 'Remove that action and create the token again.'),
};
