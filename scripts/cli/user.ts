import { Argument, Command } from 'commander';
import { checkPassword, checkUserName, type NewUser, type Role, roles } from '../../src/access/index.ts';
import { createPasswordHasher } from '../../src/adapters/argon2/password-hasher.ts';
import { PostgresUsers } from '../../src/adapters/postgres/users.ts';
import { newId, notFound, systemClock } from '../../src/core/index.ts';
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
      .action((name: string) => change(name, async () => ({ enabled })));
  user
    .command('reset-password')
    .argument('<name>')
    .option(...passwordOption)
    .description('gives a user another password and ends the sessions of the user')
    .action((name: string, options: PasswordOptions) =>
      change(name, async (known) => ({ passwordHash: await hashed(known, options) })),
    );
  return user;
}

async function add(name: string, role: Role, fullName: string, options: PasswordOptions): Promise<void> {
  checkUserName(name);
  const createdAtMs = systemClock.nowMs();
  const given = { id: newId('user', createdAtMs), name, fullName, role, enabled: true, createdAtMs };
  await withCatalogue(async (db) => {
    await new PostgresUsers(db).create({ ...given, passwordHash: await hashed(given, options) });
  });
  console.log(`made ${name}, ${role}`);
}

function change(
  name: string,
  changes: (known: NewUser) => Promise<{ enabled?: boolean; passwordHash?: string }>,
): Promise<void> {
  return withCatalogue(async (db) => {
    const users = new PostgresUsers(db);
    const known = await users.byName(name);
    if (!known) throw notFound('user-not-found', `There is no user ${name}.`);
    await users.change(known.id, await changes(known));
    console.log(`changed ${name}`);
  });
}

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
