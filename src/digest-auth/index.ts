export { type AuthorizedRequest, authorization, type DigestCredentials } from './authorization.ts';
export { type Challenge, parseChallenges, strongest } from './challenge.ts';
