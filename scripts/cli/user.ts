import { userInfo } from 'node:os';
import { Argument, Command } from 'commander';
import {
  checkPassword,
  checkUserName,
  type HostRecord,
  hostRecordOf,
  type NewUser,
  type Role,
  roles,
  type UserChanges,
} from '../../src/access/index.ts';
import { createPasswordHasher } from '../../src/adapters/argon2/password-hasher.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { appendHostRecord } from '../../src/adapters/postgres/host-records.ts';
import { PostgresUsers } from '../../src/adapters/postgres/users.ts';
import { newId, notFound, systemClock, type UserId } from '../../src/core/index.ts';
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
      .action((name: string) =>
        change(name, enabled ? 'user-enabled' : 'user-disabled', async () => ({ enabled })),
      );
  user
    .command('reset-password')
    .argument('<name>')
    .option(...passwordOption)
    .description('gives a user another password and ends the sessions of the user')
    .action((name: string, options: PasswordOptions) =>
      change(name, 'user-password-reset', async (known) => ({
        passwordHash: await hashed(known, options),
      })),
    );
  return user;
}

async function add(name: string, role: Role, fullName: string, options: PasswordOptions): Promise<void> {
  checkUserName(name);
  const createdAtMs = systemClock.nowMs();
  const given = { id: newId('user', createdAtMs), name, fullName, role, enabled: true, createdAtMs };
  await withCatalogue(async (db) => {
    const made = { ...given, passwordHash: await hashed(given, options) };
    await recorded(db, made.id, 'user-made', (users) => users.create(made));
  });
  console.log(`made ${name}, ${role}`);
}

function change(
  name: string,
  event: HostRecord['event'],
  changesOf: (known: NewUser) => Promise<UserChanges>,
): Promise<void> {
  return withCatalogue(async (db) => {
    const known = await new PostgresUsers(db).byName(name);
    if (!known) throw notFound('user-not-found', `There is no user ${name}.`);
    const changes = await changesOf(known);
    await recorded(db, known.id, event, (users) => users.change(known.id, changes));
    console.log(`changed ${name}`);
  });
}

/** What is done to a user and its record, in one transaction. */
const recorded = (
  db: Database,
  userId: UserId,
  event: HostRecord['event'],
  act: (users: PostgresUsers) => Promise<void>,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await act(new PostgresUsers(trx));
    const by = { account: userInfo().username, nowMs: systemClock.nowMs() };
    await appendHostRecord(trx, hostRecordOf(userId, event, by));
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
