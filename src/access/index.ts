export { type Disclosure, discloseTo } from './disclosure.ts';
export { type FirstAdminLink, offerFirstAdmin, redeemFirstAdmin } from './first-admin.ts';
export { grantRequest } from './grant.ts';
export { type Issued, issue, issuedBefore } from './issue.ts';
export type { FootageRequest, Requests } from './request.ts';
export { formatArea, parseRequest, requestArea, requestForm } from './request-form.ts';
export { type Action, actions, may, type Role, roles, rolesThatMay } from './roles.ts';
export {
  effectiveScope,
  type Look,
  type Permit,
  permitLook,
  type Wanted,
} from './scope.ts';
export { signIn } from './sign-in.ts';
export { SignInThrottle, type Throttle, throttleLimits, tooManyTries } from './sign-in-throttle.ts';
export {
  checkPassword,
  checkUserName,
  type NewUser,
  type PasswordHasher,
  type User,
  type UserChanges,
  type Users,
} from './users.ts';
