import { userInfo } from 'node:os';
import { Argument, Command } from 'commander';
import {
  type AccountActor,
  changeEmail,
  changeUser,
  createUser,
  type Role,
  resetFactor,
  roles,
  type User,
} from '../../src/access/index.ts';
import { createPasswordHasher } from '../../src/adapters/argon2/password-hasher.ts';
import { PostgresSecondFactorRepository } from '../../src/adapters/postgres/access/second-factor-repository.ts';
import { PostgresUserRepository } from '../../src/adapters/postgres/access/user-repository.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { notFound, systemClock } from '../../src/core/index.ts';
import { withCatalogue } from './catalogue.ts';
import { newPassword, passwordFromInput } from './password.ts';

interface PasswordOptions {
  readonly passwordStdin?: true;
}

interface AddOptions extends PasswordOptions {
  readonly email?: string;
}

const passwordOption = ['--password-stdin', 'read it from standard input instead of making one'] as const;

export function userCommand(): Command {
  const user = new Command('user').description('the users of the console');
  user
    .command('add')
    .argument('<name>')
    .addArgument(new Argument('<role>').choices(roles))
    .argument('<full-name>')
    .option(...passwordOption)
    .option('--email <address>', 'where mail reaches the user')
    .description('creates a user, and prints the generated password')
    .action(add);
  user
    .command('list')
    .description('all users')
    .action(() => withCatalogue(async (db) => print(await new PostgresUserRepository(db).list())));
  for (const enabled of [true, false])
    user
      .command(enabled ? 'enable' : 'disable')
      .argument('<name>')
      .description(
        enabled ? 'lets a user sign in again' : 'ends the sessions of a user, who cannot sign in again',
      )
      .action((name: string) => allow(name, enabled));
  user
    .command('reset-password')
    .argument('<name>')
    .option(...passwordOption)
    .description('sets a new password, and ends the sessions and the API tokens of the user')
    .action(resetPassword);
  user
    .command('email')
    .argument('<name>')
    .argument('[address]')
    .description('sets where mail reaches a user; without an address no mail does')
    .action((name: string, address?: string) =>
      withUser(name, ({ id }, db) => changeEmail(new PostgresUserRepository(db), onHost(), id, address)),
    );
  user
    .command('reset-second-factor')
    .argument('<name>')
    .description('resets the second factor of a user, and ends the sessions of the user')
    .action((name: string) =>
      withUser(name, (known, db) => resetFactor(new PostgresSecondFactorRepository(db), onHost(), known.id)),
    );
  return user;
}

async function add(name: string, role: Role, fullName: string, options: AddOptions): Promise<void> {
  const password = await passwordOf(options);
  await withCatalogue(async (db) =>
    createUser(await toolsOf(db), onHost(), { name, fullName, role, password, email: options.email }),
  );
  printGenerated(password, options);
  console.log(`made ${name}, ${role}`);
}

const allow = (name: string, enabled: boolean): Promise<void> =>
  withUser(name, async (known, db) => changeUser(await toolsOf(db), onHost(), known, { enabled }));

const resetPassword = (name: string, options: PasswordOptions): Promise<void> =>
  withUser(name, async (known, db) => {
    const password = await passwordOf(options);
    await changeUser(await toolsOf(db), onHost(), known, { password });
    printGenerated(password, options);
  });

/** Runs `act` on the account of that name. Errors: `user-not-found`. */
async function withUser(name: string, act: (known: User, db: Database) => Promise<unknown>): Promise<void> {
  await withCatalogue(async (db) => {
    const known = await new PostgresUserRepository(db).byName(name);
    if (!known) throw notFound('user-not-found', `There is no user ${name}.`);
    await act(known, db);
  });
  console.log(`changed ${name}`);
}

/** No user is signed in on the command line, so the log names the account of the operating system. */
const onHost = (): AccountActor => ({ nowMs: systemClock.nowMs(), hostAccount: userInfo().username });

const toolsOf = async (db: Database) => ({
  users: new PostgresUserRepository(db),
  passwords: await createPasswordHasher(),
});

const passwordOf = async ({ passwordStdin }: PasswordOptions): Promise<string> =>
  passwordStdin ? passwordFromInput() : newPassword();

/** Prints the password only if it was generated. */
function printGenerated(password: string, { passwordStdin }: PasswordOptions): void {
  if (!passwordStdin) console.log(`password: ${password}`);
}

function print(users: readonly User[]): void {
  for (const { name, role, enabled, fullName, email } of users)
    console.log(
      [name, role, enabled ? 'enabled' : 'disabled', fullName, ...(email ? [email] : [])].join('\t'),
    );
}
