import type { PasswordHasher, UserRepository } from '../users.ts';
import type { ApiTokenRepository } from './api-token.ts';
import type { SecretSealer } from './enrol-second-factor.ts';
import type { HostResetRepository } from './host-reset.ts';
import type { AccountLinkRepository } from './link-repository.ts';
import type { OneTimeCodes, SecondFactorRepository } from './second-factor.ts';
import type { SessionRepository } from './sessions.ts';
import type { TryRateRepository } from './try-rate.ts';

/** Repositories and tools that store and prove accounts. */
export interface AccountTools {
  readonly users: UserRepository;
  readonly passwords: PasswordHasher;
  readonly links: AccountLinkRepository;
  readonly resets: HostResetRepository;
  readonly tries: TryRateRepository;
  readonly factors: SecondFactorRepository;
  readonly codes: OneTimeCodes;
  /** Seals the secrets of second factors. */
  readonly factorSealer: SecretSealer;
  readonly sessions: SessionRepository;
  readonly tokens: ApiTokenRepository;
}
