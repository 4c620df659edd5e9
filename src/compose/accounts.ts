import type { AccountTools } from '../access/index.ts';
import { createPasswordHasher } from '../adapters/argon2/password-hasher.ts';
import { oneTimeCodes } from '../adapters/otpauth/one-time-codes.ts';
import { PostgresApiTokens } from '../adapters/postgres/access/api-tokens.ts';
import { PostgresFirstAdminLink } from '../adapters/postgres/access/first-admin.ts';
import { PostgresLockOut } from '../adapters/postgres/access/lock-out.ts';
import { PostgresSecondFactors } from '../adapters/postgres/access/second-factors.ts';
import { PostgresSessions } from '../adapters/postgres/access/sessions.ts';
import { PostgresUsers } from '../adapters/postgres/access/users.ts';
import { createSealer } from '../camera/index.ts';
import type { Foundation } from './foundation.ts';

/** Who may sign in, and by what they prove it. */
export async function composeAccounts({ db, key }: Pick<Foundation, 'db' | 'key'>): Promise<AccountTools> {
  return {
    users: new PostgresUsers(db),
    passwords: await createPasswordHasher(),
    firstAdmin: new PostgresFirstAdminLink(db),
    lockOut: new PostgresLockOut(db),
    factors: new PostgresSecondFactors(db),
    codes: oneTimeCodes('Minh Chứng'),
    factorSealer: createSealer(await key('camera-credentials'), 'second-factor'),
    sessions: new PostgresSessions(db),
    tokens: new PostgresApiTokens(db),
  };
}
