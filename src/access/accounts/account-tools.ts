import type { PasswordHasher, Users } from '../users.ts';
import type { ApiTokens } from './api-token.ts';
import type { SecretSealer } from './enrol-second-factor.ts';
import type { FirstAdminLink } from './first-admin.ts';
import type { LockOut } from './lock-out.ts';
import type { OneTimeCodes, SecondFactors } from './second-factor.ts';
import type { Sessions } from './sessions.ts';

/** All that accounts are kept and proved with. */
export interface AccountTools {
  readonly users: Users;
  readonly passwords: PasswordHasher;
  readonly firstAdmin: FirstAdminLink;
  readonly lockOut: LockOut;
  readonly factors: SecondFactors;
  readonly codes: OneTimeCodes;
  /** Of the secrets of second factors. */
  readonly factorSealer: SecretSealer;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
}
