import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresWardBook } from '../../../src/adapters/postgres/ward/ward-book.ts';
import { composeKeys } from '../../../src/compose/keys.ts';
import { type SiteId, systemClock } from '../../../src/core/index.ts';
import { joinWard } from '../../../src/ward/index.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { type CommandOutcome, runCommand } from './command-run.ts';

let postgres: TestPostgres;
let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  dataDir = await mkdtemp(join(tmpdir(), 'command-data-'));
  // As the first start leaves them.
  await joinWard(new PostgresWardBook(database.db), 'ward' as SiteId, {
    named: undefined,
    remembered: undefined,
    clock: systemClock,
  });
  await composeKeys(dataDir, database.db, systemClock)('statement');
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true });
});

const env = () => ({ DATABASE_URL: database.url, MINHCHUNG_DATA_DIR: dataDir });
const run = (args: readonly string[], input = ''): Promise<CommandOutcome> =>
  runCommand(args, { env: env(), input });

const link =
  /^(?:.*\n)?link, at the address of the console: \/setup#[\w-]{43}\nHand it to that person; it works once, until .*\n/;

describe('when an admin keeps the users', () => {
  it('makes one without a password, and prints the link by which that person sets one', async () => {
    const { status, out, err } = await run(['user', 'add', 'lan', 'officer', 'Lan']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^made lan, officer\n/);
    expect(out).toMatch(link);
    expect((await run(['user', 'list'])).out).toBe('lan\tofficer\tenabled\tLan\n');
  });

  it('names the address of the console in the link, where it is set', async () => {
    const named = { ...env(), MINHCHUNG_PUBLIC_URL: 'https://camera.ward.example/' };
    const { out } = await runCommand(['user', 'add', 'mai', 'technician', 'Mai'], { env: named });
    expect(out).toMatch(/^made mai, technician\nlink: https:\/\/camera\.ward\.example\/setup#[\w-]{43}\n/);
  });

  it('orders a reset that works after 24 hours, and whose link nobody can use before', async () => {
    await database.pool.query("update founding set closed_at_ms = 0, how = 'upgrade'");
    const { out } = await run(['user', 'reset', 'lan']);
    expect(out).toMatch(/^link, .* \/setup#[\w-]{43}\nHand it .*; it works once, from .* until .*\n/);
    expect(out).toMatch(/\npeople who are told: 1\nchanged lan\n$/);
    const { rows } = await database.pool.query<{ hours: number }>(
      `select round((from_ms - extract(epoch from now()) * 1000) / 3600000)::int as hours from account_link
        where purpose = 'both'`,
    );
    expect(rows).toEqual([{ hours: 24 }]);
    const enabling = await run(['user', 'enable', 'lan']);
    expect([enabling.status, enabling.err]).toEqual([
      1,
      expect.stringContaining('`minhchung user reset lan` enables the account after 24 hours'),
    ]);
    expect((await run(['user', 'email', 'lan', 'lan@ward.example'])).err).toContain('this person alone');
    await database.pool.query('update founding set closed_at_ms = null, how = null');
  });

  it('disables one, whose sessions end', async () => {
    const { pool } = database;
    const { rows } = await pool.query<{ id: string }>("select id from app_user where name = 'lan'");
    await pool.query("insert into session values ('s', $1, now() + interval '1 day')", [
      { userId: rows[0]?.id },
    ]);
    expect((await run(['user', 'disable', 'lan'])).out).toBe('changed lan\n');
    expect((await pool.query('select from session')).rowCount).toBe(0);
    expect((await run(['user', 'list'])).out).toContain('disabled');
    await run(['user', 'enable', 'lan']);
    expect((await run(['user', 'list'])).out).toContain('enabled');
  });

  it('sets and removes where mail reaches a user', async () => {
    expect((await run(['user', 'email', 'lan', 'lan@ward.example'])).out).toBe('changed lan\n');
    expect((await run(['user', 'list'])).out).toContain('lan\tofficer\tenabled\tLan\tlan@ward.example\n');
    await run(['user', 'email', 'lan']);
    expect((await run(['user', 'list'])).out).toContain('lan\tofficer\tenabled\tLan\n');
  });

  it('leaves a record of each change, with the account on the host, and none of what changed nothing', async () => {
    await run(['user', 'disable', 'nobody']);
    const { rows } = await database.pool.query<{ body: string }>(
      'select body from custody_event order by seq',
    );
    const events = rows.map(({ body }) => JSON.parse(body) as { event: string; detail: object });
    const hostAccount = userInfo().username;
    expect(events.map(({ event, detail }) => [event, detail])).toEqual([
      ['user-created', { role: 'officer', hostAccount }],
      ['user-created', { role: 'technician', hostAccount }],
      ['link-issued', { purpose: 'both', hostAccount }],
      ['user-changed', { what: 'disabled', hostAccount }],
      ['user-changed', { what: 'enabled', hostAccount }],
      ['user-changed', { changed: 'email', hostAccount }],
      ['user-changed', { changed: 'email', hostAccount }],
    ]);
    const { rows: stated } = await database.pool.query<{ body: Buffer }>(
      'select body from log_outbox order by id',
    );
    const records = stated.map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);
    const ofAccounts = records.filter(({ type }) => type === 'usr');
    // Each of the events has one, too.
    expect(records.filter(({ type }) => type === 'ev')).toHaveLength(events.length);
    expect(ofAccounts.map(({ type, act, role }) => [type, act, role])).toEqual(
      ['make', 'make', 'link', 'change', 'change', 'change', 'change'].map((act) => ['usr', act, 'service']),
    );
    expect(JSON.stringify(records)).not.toContain(hostAccount);
  });

  it('changes nobody without the key of the service, and makes none', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'command-data-'));
    const { status, err } = await runCommand(['user', 'disable', 'lan'], {
      env: { ...env(), MINHCHUNG_DATA_DIR: elsewhere },
    });
    expect([status, err]).toEqual([1, expect.stringContaining('keys/statement is not there')]);
    const other = await postgres.database();
    const fresh = await runCommand(['user', 'add', 'lan', 'officer', 'Lan'], {
      env: { DATABASE_URL: other.url, MINHCHUNG_DATA_DIR: elsewhere },
    });
    await other.close();
    expect([fresh.status, fresh.err]).toEqual([1, expect.stringContaining('start it first')]);
    expect(await readdir(elsewhere)).toEqual([]);
    await rm(elsewhere, { recursive: true });
    expect((await run(['user', 'list'])).out).toContain('lan\tofficer\tenabled');
  });

  it.each<[string, string[], string]>([
    ['a bad name', ['user', 'add', 'Minh', 'officer', 'Minh'], 'A user name has 2 to 63'],
    ['a bad address', ['user', 'email', 'lan', 'lan at home'], 'An address looks like name@ward.example'],
    ['an unknown user', ['user', 'disable', 'nobody'], 'There is no user nobody.'],
    ['an unknown role', ['user', 'add', 'minh', 'king', 'Minh'], 'Allowed choices'],
  ])('refuses %s in one line, and leaves with status 1', async (_, args, message) => {
    const { status, err } = await run(args, 'short\n');
    expect([status, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(err).toContain(message);
  });
});

describe('when an admin asks how it is', () => {
  it('tells version, site, cameras and workers', async () => {
    expect((await run(['version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(JSON.parse((await run(['site'])).out)).toMatchObject({ site: 'ward', leases: 0, workers: [] });
  });

  it('says what to do when no service runs', async () => {
    const { err } = await runCommand(['site'], { env: { MINHCHUNG_DATA_DIR: '/nowhere' } });
    expect(err).toContain('start it first, or set DATABASE_URL');
  });
});
