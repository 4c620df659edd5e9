import { userInfo } from 'node:os';
import { Argument, Command } from 'commander';
import {
  type AccountActor,
  changeEmail,
  changeUser,
  createUser,
  orderHostReset,
  type Role,
  roles,
  type User,
  type UserRepository,
} from '../../src/access/index.ts';
import { PostgresFoundingRepository } from '../../src/adapters/postgres/access/founding-repository.ts';
import { PostgresHostResetRepository } from '../../src/adapters/postgres/access/host-reset-repository.ts';
import { PostgresUserRepository } from '../../src/adapters/postgres/access/user-repository.ts';
import { usersIn } from '../../src/adapters/postgres/access/user-rows.ts';
import { onCatalogue } from '../../src/adapters/postgres/database.ts';
import { AppError, notFound, systemClock } from '../../src/core/index.ts';
import { withCatalogue } from './catalogue.ts';
import { printLink } from './one-time-link.ts';
import { type StatedCatalogue, withStatedCatalogue } from './stated-catalogue.ts';

interface AddOptions {
  readonly email?: string;
}

export function userCommand(): Command {
  const user = new Command('user').description('the users of the console');
  user
    .command('add')
    .argument('<name>')
    .addArgument(new Argument('<role>').choices(roles))
    .argument('<full-name>')
    .option('--email <address>', 'where mail reaches the user')
    .description('creates a user, and prints the one-time link by which that person sets a password')
    .action(add);
  user
    .command('list')
    .description('all users')
    .action(() => withCatalogue(async (db) => print(await onCatalogue(() => usersIn(db)))));
  for (const enabled of [true, false])
    user
      .command(enabled ? 'enable' : 'disable')
      .argument('<name>')
      .description(
        enabled ? 'lets a user sign in again' : 'ends the sessions of a user, who cannot sign in again',
      )
      .action((name: string) => allow(name, enabled));
  user
    .command('reset')
    .argument('<name>')
    .description(
      'prints a link to another password and second factor, which enables a disabled user too and works after 24 hours; custodians, admins and auditors get a mail, and can stop it',
    )
    .action(reset);
  user
    .command('email')
    .argument('<name>')
    .argument('[address]')
    .description(
      'sets where mail reaches a user; without an address no mail does. After the founding officers, custodians and auditors do it themselves',
    )
    .action((name: string, address?: string) =>
      withUser(name, (known, { users }) => changeEmail(users, onHost(), known, address)),
    );
  return user;
}

async function add(name: string, role: Role, fullName: string, { email }: AddOptions): Promise<void> {
  await withStatedCatalogue(async ({ db, scribe, config }) => {
    const given = { name, fullName, role, email };
    const { link } = await createUser(new PostgresUserRepository(db, scribe), onHost(), given);
    console.log(`made ${name}, ${role}`);
    printLink(link, config);
  });
}

const allow = (name: string, enabled: boolean): Promise<void> =>
  withUser(name, async (known, { users }) => {
    try {
      await changeUser(users, onHost(), known, { enabled });
    } catch (error) {
      throw error instanceof AppError && error.code === 'proposal-needed' ? withRemedy(error, name) : error;
    }
  });

const withRemedy = (cause: AppError, name: string): AppError =>
  new AppError(
    cause.kind,
    cause.code,
    `The founding is over: an admin proposes it on the page Users, and another person confirms. Where nobody can, \`minhchung user reset ${name}\` enables the account after 24 hours.`,
    { cause },
  );

const reset = (name: string): Promise<void> =>
  withUser(name, async (known, { db, scribe, config: { timeZone, publicUrl } }) => {
    const { isOpen: isFounding } = await new PostgresFoundingRepository(db, scribe).read();
    const resets = new PostgresHostResetRepository(db, scribe);
    const ordered = await orderHostReset(resets, onHost(), known, { isFounding, timeZone });
    printLink(ordered.link, { publicUrl, fromMs: ordered.fromMs });
    console.log(`people who are told: ${ordered.told}`);
  });

interface StatedUsers extends StatedCatalogue {
  readonly users: UserRepository;
}

/** Runs `act` on the account of that name. Errors: `user-not-found`. */
async function withUser(
  name: string,
  act: (known: User, catalogue: StatedUsers) => Promise<unknown>,
): Promise<void> {
  await withStatedCatalogue(async (catalogue) => {
    const users = new PostgresUserRepository(catalogue.db, catalogue.scribe);
    const known = await users.byName(name);
    if (!known) throw notFound('user-not-found', `There is no user ${name}.`);
    await act(known, { ...catalogue, users });
  });
  console.log(`changed ${name}`);
}

/** No user is signed in on the command line, so the log names the account of the operating system. */
const onHost = (): AccountActor => ({ nowMs: systemClock.nowMs(), hostAccount: userInfo().username });

function print(users: readonly User[]): void {
  for (const { name, role, enabled, fullName, email } of users)
    console.log(
      [name, role, enabled ? 'enabled' : 'disabled', fullName, ...(email ? [email] : [])].join('\t'),
    );
}
