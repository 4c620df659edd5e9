import { userInfo } from 'node:os';
import { Argument, Command } from 'commander';
import {
  checkPassword,
  checkUserName,
  type NewUser,
  type Role,
  roles,
  type UserChanges,
} from '../../src/access/index.ts';
import { createPasswordHasher } from '../../src/adapters/argon2/password-hasher.ts';
import { PostgresLockOut } from '../../src/adapters/postgres/access/lock-out.ts';
import { PostgresSecondFactors } from '../../src/adapters/postgres/access/second-factors.ts';
import { PostgresUsers } from '../../src/adapters/postgres/access/users.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { newId, notFound, systemClock } from '../../src/core/index.ts';
import { type CustodyDetail, type CustodyEventName, custodyEvent } from '../../src/custody/index.ts';
import { withCatalogue } from './catalogue.ts';
import { newPassword, passwordFromInput } from './password.ts';

interface PasswordOptions {
  readonly passwordStdin?: true;
}

const passwordOption = ['--password-stdin', 'read it from standard input instead of making one'] as const;

export function userCommand(): Command {
  const user = new Command('user').description('who may sign in');
  user
    .command('add')
    .argument('<name>')
    .addArgument(new Argument('<role>').choices(roles))
    .argument('<full-name>')
    .option(...passwordOption)
    .description('makes a user, and prints the password made for it')
    .action(add);
  user
    .command('list')
    .description('all users')
    .action(() => withCatalogue(async (db) => print(await new PostgresUsers(db).list())));
  for (const enabled of [true, false])
    user
      .command(enabled ? 'enable' : 'disable')
      .argument('<name>')
      .description(
        enabled ? 'lets a user sign in again' : 'ends the sessions of a user, who cannot sign in again',
      )
      .action((name: string) => change(name, enabled ? 'enabled' : 'disabled', async () => ({ enabled })));
  user
    .command('reset-password')
    .argument('<name>')
    .option(...passwordOption)
    .description('gives a user another password and ends the sessions of the user')
    .action((name: string, options: PasswordOptions) =>
      change(name, 'password', async (known) => ({ passwordHash: await hashed(known, options) })),
    );
  user
    .command('unlock')
    .argument('<name>')
    .description('ends the lock of a user after too many tries')
    .action((name: string) =>
      withUser(name, (known, db) =>
        new PostgresLockOut(db).unlock(known.id, eventOf(known, 'account-unlocked')),
      ),
    );
  user
    .command('reset-second-factor')
    .argument('<name>')
    .description('takes the second factor of a user away, and ends the sessions of the user')
    .action((name: string) =>
      withUser(name, (known, db) =>
        new PostgresSecondFactors(db).reset(known.id, eventOf(known, 'totp-reset')),
      ),
    );
  return user;
}

async function add(name: string, role: Role, fullName: string, options: PasswordOptions): Promise<void> {
  checkUserName(name);
  const createdAtMs = systemClock.nowMs();
  const given = { id: newId('user', createdAtMs), name, fullName, role, enabled: true, createdAtMs };
  await withCatalogue(async (db) => {
    const made = { ...given, passwordHash: await hashed(given, options) };
    await new PostgresUsers(db).create(made, eventOf(made, 'user-created', { role }));
  });
  console.log(`made ${name}, ${role}`);
}

/** `what` is what the record says has changed. */
function change(
  name: string,
  what: string,
  changesOf: (known: NewUser) => Promise<UserChanges>,
): Promise<void> {
  return withUser(name, async (known, db) => {
    const event = eventOf(known, 'user-changed', { what });
    await new PostgresUsers(db).change(known.id, await changesOf(known), event);
  });
}

/** Does something with the account of that name. Errors: `user-not-found`. */
async function withUser(
  name: string,
  act: (known: NewUser, db: Database) => Promise<unknown>,
): Promise<void> {
  await withCatalogue(async (db) => {
    const known = await new PostgresUsers(db).byName(name);
    if (!known) throw notFound('user-not-found', `There is no user ${name}.`);
    await act(known, db);
  });
  console.log(`changed ${name}`);
}

/** Done on the host itself, where nobody is signed in: the service's, with the operating system's account. */
const eventOf = ({ id }: NewUser, name: CustodyEventName, detail: CustodyDetail = {}) =>
  custodyEvent({ nowMs: systemClock.nowMs() }, name, {
    subject: id,
    detail: { ...detail, hostAccount: userInfo().username },
  });

async function hashed(user: Pick<NewUser, 'name' | 'fullName'>, options: PasswordOptions): Promise<string> {
  const password = options.passwordStdin ? await passwordFromInput() : newPassword();
  checkPassword(password, user);
  if (!options.passwordStdin) console.log(`password: ${password}`);
  return (await createPasswordHasher()).hash(password);
}

function print(users: readonly Omit<NewUser, 'passwordHash'>[]): void {
  for (const { name, role, enabled, fullName } of users)
    console.log([name, role, enabled ? 'enabled' : 'disabled', fullName].join('\t'));
}
