export type { AccountTools } from './account-tools.ts';
export {
  type ApiToken,
  type ApiTokens,
  hashOfToken,
  isLiveToken,
  newApiToken,
  type TokenForm,
  tokenMay,
  tokenRefused,
} from './api-token.ts';
export { changePassword, checkOwnPassword } from './change-password.ts';
export {
  confirmFactor,
  type FactorTools,
  offerFactor,
  type SecretSealer,
} from './enrol-second-factor.ts';
export { type FirstAdminLink, offerFirstAdmin, redeemFirstAdmin } from './first-admin.ts';
export { type Admission, type LockOut, lockOutLimits, type Proof } from './lock-out.ts';
export { proveFactor } from './prove-second-factor.ts';
export {
  type ConfirmedFactor,
  type FactorDue,
  factorDue,
  type KeptFactor,
  type OneTimeCodes,
  type SecondFactors,
} from './second-factor.ts';
export { type Ended, type OpenSession, type Sessions, type Station, stationOf } from './sessions.ts';
export { signIn } from './sign-in.ts';
export { type Throttle, throttleLimits, tooManyTries } from './sign-in-throttle.ts';
