import type { problemsOfAccountsVi } from './accounts-vi.ts';
import { remedied as one, type Remedied } from './remedied.ts';

export const problemsOfAccountsEn: Readonly<Record<keyof typeof problemsOfAccountsVi, Remedied>> = {
  'second-factor-refused': one(
    'The code is wrong, or was used before.',
    "Wait for the app's next code; check the clock of the phone.",
  ),
  'second-factor-code-wrong': one(
    'The code does not fit the QR code that was scanned.',
    'Check the clock of the phone, wait for the next code and type that.',
  ),
  'second-factor-needed': one('The code is missing.', 'Type the one in your authenticator app.'),
  'second-factor-not-enrolled': one(
    'There is no second factor yet.',
    'Set it up on your account page, or at the next sign-in.',
  ),
  'second-factor-not-offered': one(
    'This QR code is not good any more.',
    'Load the page again for another one.',
  ),
  'password-wrong': one(
    'That is not your current password.',
    'Type it again; if you forgot it, ask an admin.',
  ),
  'session-not-found': one('This session has ended.', 'Load the list again.'),
  'token-not-found': one('There is no such token.', 'Load the list again.'),
  'token-expiry-out-of-range': one('A token cannot last until then.', 'Choose a day within a year from now.'),
  'token-action-refused': one('Your role may not do that.', 'Leave that out and make the token again.'),
};
