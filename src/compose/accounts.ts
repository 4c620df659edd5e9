import type { AccountTools } from '../access/index.ts';
import { createPasswordHasher } from '../adapters/argon2/password-hasher.ts';
import { oneTimeCodes } from '../adapters/otpauth/one-time-codes.ts';
import { PostgresAccountLinkRepository } from '../adapters/postgres/access/account-link-repository.ts';
import { PostgresApiTokenRepository } from '../adapters/postgres/access/api-token-repository.ts';
import { PostgresHostResetRepository } from '../adapters/postgres/access/host-reset-repository.ts';
import { PostgresSecondFactorRepository } from '../adapters/postgres/access/second-factor-repository.ts';
import { PostgresSessionRepository } from '../adapters/postgres/access/session-repository.ts';
import { PostgresTryRateRepository } from '../adapters/postgres/access/try-rate-repository.ts';
import { PostgresUserRepository } from '../adapters/postgres/access/user-repository.ts';
import { createSealer } from '../camera/index.ts';
import type { Services } from './services.ts';

/** Who may sign in, and by what they prove it. */
export async function composeAccounts({
  db,
  key,
  scribe,
}: Pick<Services, 'db' | 'key' | 'scribe'>): Promise<AccountTools> {
  return {
    users: new PostgresUserRepository(db, scribe),
    passwords: await createPasswordHasher(),
    links: new PostgresAccountLinkRepository(db, scribe),
    resets: new PostgresHostResetRepository(db, scribe),
    tries: new PostgresTryRateRepository(db),
    factors: new PostgresSecondFactorRepository(db, scribe),
    codes: oneTimeCodes('Minh Chứng'),
    factorSealer: createSealer(await key('camera-credentials'), 'second-factor'),
    sessions: new PostgresSessionRepository(db, scribe),
    tokens: new PostgresApiTokenRepository(db, scribe),
  };
}
