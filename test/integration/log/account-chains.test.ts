import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appointDeputy,
  changeEmail,
  changeUser,
  confirmProposal,
  createUser,
  dismissDeputy,
  endSession,
  issueAccountLink,
  orderHostReset,
  proposeAct,
  revokeToken,
  stopHostReset,
  takeProposalLink,
  type User,
} from '../../../src/access/index.ts';
import { PostgresAccountLinkRepository } from '../../../src/adapters/postgres/access/account-link-repository.ts';
import { accountMembers } from '../../../src/adapters/postgres/access/account-record.ts';
import { PostgresApiTokenRepository } from '../../../src/adapters/postgres/access/api-token-repository.ts';
import { PostgresDeputyRepository } from '../../../src/adapters/postgres/access/deputy-repository.ts';
import { PostgresHostResetRepository } from '../../../src/adapters/postgres/access/host-reset-repository.ts';
import { PostgresProposalRepository } from '../../../src/adapters/postgres/access/proposal-repository.ts';
import { PostgresSecondFactorRepository } from '../../../src/adapters/postgres/access/second-factor-repository.ts';
import { PostgresSessionRepository } from '../../../src/adapters/postgres/access/session-repository.ts';
import { PostgresUserRepository } from '../../../src/adapters/postgres/access/user-repository.ts';
import { namedBy } from '../../../src/adapters/postgres/custody/acted.ts';
import { pseudonymsOfUsers } from '../../../src/adapters/postgres/custody/append.ts';
import { hourMs, newId, sha256Hex, type UserId } from '../../../src/core/index.ts';
import { type CustodyEventName, type CustodyMatter, custodyEvent } from '../../../src/custody/index.ts';
import type { EvidenceRecord } from '../../../src/log/index.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { pendingRecords } from '../../support/pending-records.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { watchStatements } from '../../support/statement-watch.ts';

let postgres: TestPostgres;
let database: TestDatabase;
let users: PostgresUserRepository;
let admin: User;
let custodian: User;

beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  await watchStatements(database.db);
  users = noting(new PostgresUserRepository(database.db, aScribe()));
  admin = await firstAdmin();
  custodian = await made('custodian', 'custodian');
});

afterAll(async () => {
  await database?.close();
  await postgres?.stop();
});

/** Names of methods that were called, by the class. */
const called = new Map<object, Set<string>>();

/** Notes the calls of a repository. */
function noting<R extends object>(repository: R): R {
  const type = Object.getPrototypeOf(repository) as object;
  const names = called.get(type) ?? new Set<string>();
  called.set(type, names);
  return new Proxy(repository, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      names.add(String(name));
      return member.bind(target) as unknown;
    },
  });
}

const by = (user: User, nowMs = noonMs) => ({ user, nowMs });
const event = (user: User | undefined, name: CustodyEventName, matter: CustodyMatter) =>
  custodyEvent({ ...(user && { user }), nowMs: noonMs }, name, matter);
const hashOf = (text: string) => sha256Hex(Buffer.from(text));
const letter = { subject: 's', text: 't' };

async function firstAdmin(): Promise<User> {
  const links = noting(new PostgresAccountLinkRepository(database.db, aScribe()));
  const link = { purpose: 'first-admin' as const, sha256: 'a'.repeat(64), fromMs: 0, endsAtMs: noonMs };
  await links.offerFirstAdmin(link);
  const facts = { name: 'admin', fullName: 'Admin', enabled: true, createdAtMs: noonMs };
  const user: User = { ...facts, id: newId('user', noonMs), role: 'admin' };
  const said = event(undefined, 'user-created', { subject: user.id, detail: { role: 'admin' } });
  await links.makeFirstAdmin(link, { ...user, passwordHash: 'x' }, said);
  return user;
}

async function made(name: string, role: User['role']): Promise<User> {
  return (await createUser(users, by(admin), { name, fullName: 'Somebody', role })).user;
}

async function nameOf(id: UserId): Promise<string> {
  return namedBy(await pseudonymsOfUsers(database.db, [id]))(id);
}

const chainOf = async (id: UserId): Promise<EvidenceRecord[]> =>
  pendingRecords(database.db, `usr/${await nameOf(id)}`);
const acts = (records: readonly EvidenceRecord[]) =>
  records.map((record) => ('act' in record ? record.act : record.type));

/** What the newest record of the whole account says, beside what its row says. */
async function newestAndRow(id: UserId) {
  const whole = (await chainOf(id)).findLast(
    (record) => record.type === 'usr' && (record.act === 'make' || record.act === 'change'),
  );
  const user = await users.byId(id);
  const name = await nameOf(id);
  return { whole, members: user && accountMembers(user, () => name) };
}

describe('when an account goes its way', () => {
  it('has the whole account after each change, and what of its secrets came or went', async () => {
    const { db } = database;
    const links = noting(new PostgresAccountLinkRepository(db, aScribe()));
    const tokens = noting(new PostgresApiTokenRepository(db, aScribe()));
    const factors = noting(new PostgresSecondFactorRepository(db, aScribe()));
    const sessions = noting(new PostgresSessionRepository(db, aScribe()));
    const resets = noting(new PostgresHostResetRepository(db, aScribe()));
    const user = await made('lan', 'technician');
    const { id } = user;
    const own = (name: CustodyEventName, detail = {}) => event(user, name, { subject: id, detail });

    await issueAccountLink(links, by(admin), user, 'password');
    const { rows } = await sql<{ token_sha256: string }>`
      select token_sha256 from account_link where user_id = ${id} and used_at_ms is null`.execute(db);
    const sha256 = rows[0]?.token_sha256 ?? '';
    const link = { purpose: 'password' as const, userId: id, sha256, fromMs: 0, endsAtMs: noonMs };
    const used = own('link-used', { purpose: 'password', sameStation: 'browser' });
    await links.use({ link, passwordHash: 'h', address: '', letter, event: used });
    await users.change(id, { passwordHash: 'h2' }, own('password-changed'));
    const pending = Uint8Array.of(1);
    await factors.offer(id, pending);
    const enrolled = own('totp-enrolled');
    await factors.confirm({
      userId: id,
      sealed: pending,
      step: 1,
      recoveryHashes: [hashOf('r')],
      event: enrolled,
    });
    await factors.useRecoveryCode(id, hashOf('r'), own('recovery-code-used'));
    expect(await factors.useRecoveryCode(id, hashOf('r'), own('recovery-code-used'))).toBe(false);
    const token = { id: newId('token', noonMs), ownerId: id, role: 'technician' as const, purpose: 'p' };
    const made1 = { token: { ...token, createdAtMs: noonMs, expiresAtMs: noonMs + 1 }, sha256: hashOf('t') };
    const told = own('token-made', { token: token.id, role: 'technician' });
    await tokens.create({ ...made1, passwordHash: 'h2' }, told);
    expect(await tokens.create({ ...made1, passwordHash: 'other' }, told)).toBe(false);
    await revokeToken(tokens, by(admin), { ownerId: id, named: token.id });
    await revokeToken(tokens, by(admin), { ownerId: id, named: token.id });
    const sessionId = newId('session', noonMs);
    await sql`insert into session values ('s', ${JSON.stringify({ userId: id, sessionId })}, now())`.execute(
      db,
    );
    await endSession(sessions, by(admin), { userId: id, named: sessionId });
    await changeEmail(users, by(user), user, 'lan@ward.example');
    await orderHostReset(resets, by(admin), user, { isFounding: true, timeZone: 'UTC' });
    await stopHostReset(resets, by(admin), (await resets.pending(noonMs))[0]?.sha256);
    await changeUser(users, by(admin, noonMs + 1), user, { role: 'officer' });
    await changeUser(users, by(admin), user, { enabled: false });

    const records = await chainOf(id);
    expect(acts(records)).toEqual([
      ...['make', 'link', 'use-link', 'password', 'second-factor', 'recovery-code', 'make-token'],
      ...['revoke-token', 'end-session', 'change', 'link', 'stop-reset', 'change', 'change'],
    ]);
    expect(records[2]).toMatchObject({ purpose: 'password', same: 'browser', actor: await nameOf(id) });
    expect(records[6]).toMatchObject({ program: token.id, as: 'technician' });
    expect(records.at(-1)).toMatchObject({ as: 'officer', state: 'disabled', role: 'admin' });
  });

  it('names who proposed an act beside who confirmed it', async () => {
    const proposals = noting(new PostgresProposalRepository(database.db, aScribe()));
    await sql`update founding set closed_at_ms = ${noonMs}, how = 'upgrade'`.execute(database.db);
    const given = { name: 'binh', fullName: 'Bình', role: 'officer' as const };
    const proposal = await proposeAct(proposals, by(admin), { kind: 'make', user: given });
    const confirmer = { ...by(custodian, noonMs + hourMs), deputyOf: [], sameStation: 'address' as const };
    const { madeId } = await proposals.take(proposal.id, (known, ward) =>
      confirmProposal(known, confirmer, ward),
    );
    if (!madeId) throw new Error('nobody was made');
    await takeProposalLink(proposals, by(admin, noonMs + hourMs), proposal.id);
    const promoted = await proposeAct(proposals, by(admin), {
      kind: 'change-role',
      userId: madeId,
      role: 'auditor',
    });
    await proposals.take(promoted.id, (known, ward) => confirmProposal(known, confirmer, ward));
    const records = await chainOf(madeId);
    expect(acts(records)).toEqual(['make', 'link', 'change']);
    const proposed = { by: await nameOf(admin.id), same: 'address' };
    expect(records[0]).toMatchObject({
      actor: await nameOf(custodian.id),
      as: 'officer',
      proposed: { id: proposal.id, ...proposed },
    });
    expect(records[1]).toMatchObject({ proposal: proposal.id, purpose: 'password' });
    expect(records[2]).toMatchObject({ as: 'auditor', proposed: { id: promoted.id, ...proposed } });
  });

  it('has in the chain of a deputy when the deputy stands in for whom', async () => {
    const deputies = noting(new PostgresDeputyRepository(database.db, aScribe()));
    await sql`update founding set closed_at_ms = null, how = null`.execute(database.db);
    const stand = await made('hoa', 'technician');
    const range = { fromMs: noonMs, toMs: noonMs + hourMs };
    const judge = { ...by(custodian), deputyOf: [] };
    const { id } = await appointDeputy({ users, deputies }, judge, { name: 'hoa', range });
    await dismissDeputy(deputies, judge, id);
    await expect(dismissDeputy(deputies, judge, id)).rejects.toMatchObject({ code: 'deputy-ended' });
    const records = (await chainOf(stand.id)).slice(1);
    expect(acts(records)).toEqual(['deputy', 'end-deputy']);
    const t1 = new Date(range.toMs).toISOString();
    expect(records[0]).toMatchObject({ deputy: id, custodian: await nameOf(custodian.id), t1 });
  });

  it('keeps one chain, and never waits in a circle, however many change accounts at once', async () => {
    const links = new PostgresAccountLinkRepository(database.db, aScribe());
    const tokens = new PostgresApiTokenRepository(database.db, aScribe());
    const admins = [await made('an', 'admin'), await made('be', 'admin')] as const;
    await users.change(
      admins[0].id,
      { passwordHash: 'h' },
      event(admin, 'password-changed', { subject: admins[0].id }),
    );
    const tokenOf = (ownerId: UserId, sha256: string) => {
      const id = newId('token', noonMs);
      const token = { id, ownerId, role: 'admin' as const, purpose: 'p', createdAtMs: 0, expiresAtMs: 1 };
      const detail = { token: id, role: 'admin' };
      return tokens.create(
        { token, sha256, passwordHash: 'h' },
        event(admin, 'token-made', { subject: ownerId, detail }),
      );
    };
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => [
        changeUser(users, by(admin), admins[at % 2 ? 0 : 1], { enabled: at % 4 < 2 }),
        issueAccountLink(links, by(admin), admins[at % 2 ? 1 : 0], 'second-factor'),
        tokenOf(admins[0].id, hashOf(`${at}`)),
      ]).flat(),
    );
    for (const { id } of admins) {
      const records = await chainOf(id);
      expect(records.map((record) => 'seq' in record && record.seq)).toEqual(records.map((_, at) => at + 1));
    }
  });
});

describe('after all of that', () => {
  it('has of each account a newest record that says what its row says', async () => {
    const all = await users.list();
    expect(all.length).toBeGreaterThan(5);
    for (const { id } of all) {
      const { whole, members } = await newestAndRow(id);
      expect(whole).toMatchObject(members ?? {});
      expect(whole && 'since' in whole).toBe(members && 'since' in members);
    }
  });

  it('notices a role that SQL alone gave', async () => {
    const { id } = await made('mai', 'technician');
    await expect(
      sql`update app_user set role = 'custodian' where id = ${id}`.execute(database.db),
    ).rejects.toThrow('update of app_user without a record');
    await sql`alter table app_user disable trigger user`.execute(database.db);
    await sql`update app_user set role = 'custodian' where id = ${id}`.execute(database.db);
    await sql`alter table app_user enable trigger user`.execute(database.db);
    const { whole, members } = await newestAndRow(id);
    expect(whole).toMatchObject({ as: 'technician' });
    expect(members).toMatchObject({ as: 'custodian' });
  });

  it('has run each method of a repository that changes an account', () => {
    const reading = new Set([
      ...['list', 'byId', 'byName', 'bySha256', 'lastUse', 'ofOwner', 'of', 'enrolled', 'ofUser', 'ward'],
      ...['custodiansOf', 'pending'],
      // What is no fact of an account: when something was used, and a proposal that is left without an answer.
      ...['used', 'useStep', 'endUnanswered'],
    ]);
    const left = [...called].flatMap(([type, names]) =>
      Object.getOwnPropertyNames(type).filter(
        (name) => name !== 'constructor' && !names.has(name) && !reading.has(name),
      ),
    );
    expect(called.size).toBe(8);
    expect(left).toEqual([]);
  });
});
