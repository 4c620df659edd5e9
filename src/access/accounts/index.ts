export type { AccountActor } from './account-event.ts';
export type { AccountTools } from './account-tools.ts';
export { actStation } from './act-station.ts';
export {
  type ApiToken,
  type ApiTokenRepository,
  hashOfToken,
  isLiveToken,
  type NewToken,
  newApiToken,
  type TokenForm,
  tokenMay,
  tokenRefused,
} from './api-token.ts';
export { changePassword } from './change-password.ts';
export { changeUser, type UserOrder } from './change-user.ts';
export { createUser, type GivenUser } from './create-user.ts';
export { changeEmail, emailFault, emailForm } from './email.ts';
export {
  confirmFactor,
  type FactorTools,
  offerFactor,
  type SecretSealer,
} from './enrol-second-factor.ts';
export { redeemFirstAdmin } from './first-admin.ts';
export { type HostResetRepository, orderHostReset, stopHostReset } from './host-reset.ts';
export { issueAccountLink } from './issue-link.ts';
export { makeToken, revokeToken } from './kept-tokens.ts';
export { browserOf, withMark } from './known-browser.ts';
export type { AccountLinkRepository, LinkUse, PastLinkUse } from './link-repository.ts';
export { type IssuedLink, offerFirstAdmin } from './link-token.ts';
export { networkOf } from './network.ts';
export { confirmOwnFactor, offerOwnFactor } from './own-second-factor.ts';
export { readLink, redeemLink, type SeenLink } from './redeem-link.ts';
export {
  type ConfirmedFactor,
  type FactorDue,
  factorDue,
  type KeptFactor,
  type OneTimeCodes,
  type SecondFactorRepository,
} from './second-factor.ts';
export {
  type Ended,
  endOtherSessions,
  endSession,
  type OpenSession,
  openSessionsOf,
  type SessionRepository,
  type Station,
  stationOf,
} from './sessions.ts';
export { signIn } from './sign-in.ts';
export { type Throttle, throttleLimits, tooManyTries } from './sign-in-throttle.ts';
export { type TryCounter, type TryRateRepository, tryLimits } from './try-rate.ts';
