import type { accountVi } from './account-vi.ts';
import type { Messages } from './vi.ts';

export const accountEn: Pick<Messages, keyof typeof accountVi> = {
  factor: {
    signedInAs: (fullName) => `${fullName}: the password is right, one step is left.`,
    another: 'Sign in as somebody else',
    code: 'Code',
    codeOfApp: 'The 6 digits that the app shows now',
    codeOrRecovery: '6 digits of your authenticator app; without the phone, one of your recovery codes',
    prove: 'Go on',
    setUp:
      'This account needs a second factor. Scan the code with an authenticator app on your phone, then type what the app shows.',
    qr: 'QR code for an authenticator app',
    openApp: 'Open the authenticator app on this device',
    cannotScan: 'Cannot scan? Type this key',
    confirm: 'Confirm',
    recoveryCodes: 'Recovery codes',
    shownOnce:
      'Shown this once. Keep them where nobody else looks: when the phone is gone, each stands in for a code, once.',
    kept: 'I have kept them',
    save: 'Save as a file',
  },
};
