import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../../src/access/index.ts';
import { namedBy } from '../../../src/adapters/postgres/custody/acted.ts';
import { pseudonymsOfUsers } from '../../../src/adapters/postgres/custody/append.ts';
import { SiteBeat } from '../../../src/adapters/postgres/log/site-beat.ts';
import { verdictMembers, wordMembers } from '../../../src/adapters/postgres/retention/clock-record.ts';
import { PostgresClockRepository } from '../../../src/adapters/postgres/retention/clock-repository.ts';
import { policyMembers } from '../../../src/adapters/postgres/retention/policy-record.ts';
import { PostgresPolicyRepository } from '../../../src/adapters/postgres/retention/policy-repository.ts';
import { newId, type SiteId } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import type { EvidenceRecord } from '../../../src/log/index.ts';
import type { ClockVerdict } from '../../../src/retention/index.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { pendingRecords } from '../../support/pending-records.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { watchStatements } from '../../support/statement-watch.ts';
import { policy } from '../retention/stocked-ward.ts';

const site = 'ward' as SiteId;
const other = 'market' as SiteId;
const sites = [site, other];
const letter = { subject: 's', text: 't' };
const count = { segments: 3, cameras: 1, durationMs: 1_000.4, sizeBytes: 9 };
const countsFrom = '2026-11-23T12:00:00.000Z';
let postgres: TestPostgres;
let database: TestDatabase;
let policies: PostgresPolicyRepository;
let clocks: PostgresClockRepository;
let admin: Pick<User, 'id' | 'role'>;

beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database();
  const { db } = database;
  admin = { id: newId('user', noonMs), role: 'admin' };
  await sql`insert into app_user (id, name, full_name, role, created_at_ms)
    values (${admin.id}, 'admin', 'Admin', 'admin', 0)`.execute(db);
  for (const id of sites)
    await sql`insert into site (id, name) values (${id}, ${id}) on conflict do nothing`.execute(db);
  await watchStatements(db);
  policies = new PostgresPolicyRepository(db, aScribe());
  clocks = new PostgresClockRepository(db, aScribe());
});

afterAll(async () => {
  await database?.close();
  await postgres?.stop();
});

const event = (name: Parameters<typeof custodyEvent>[1], detail = {}) =>
  custodyEvent({ user: admin, nowMs: noonMs }, name, { detail });
const nameOf = async () => namedBy(await pseudonymsOfUsers(database.db, [admin.id]));
const acts = (records: readonly EvidenceRecord[]) =>
  records.map((record) => ('act' in record ? record.act : record.type));
const clockOf = (id: SiteId) => pendingRecords(database.db, `site/${id}`);
const doubt: ClockVerdict = {
  isTrusted: false,
  code: 'clock-stepped',
  message: 'The clock stepped by 60 s.',
};

describe('when a policy is set', () => {
  it('has each version in one chain, which says what its row says', async () => {
    const set = (after: number, shortened?: typeof count) =>
      policies.add({
        policy: { ...policy, days: 9 - after },
        cause: 'set',
        after,
        event: event('retention-policy-set', shortened ? { countsFrom } : {}),
        ...(shortened && { shortened }),
      });
    await set(0);
    await set(1, count);
    await policies.add({
      policy: undefined,
      cause: 'stopped',
      after: 2,
      event: event('shortening-stopped', { of: 'policy' }),
    });
    await expect(set(1)).rejects.toMatchObject({ code: 'retention-changed' });
    const records = await pendingRecords(database.db, 'pol');
    const history = await policies.history(0);
    expect(records.map((record) => 'seq' in record && record.seq)).toEqual([1, 2, 3]);
    expect(history).toHaveLength(3);
    const named = { nameOf: await nameOf(), countsFrom };
    for (const [at, version] of history.entries())
      expect(records[at]).toMatchObject(policyMembers(version, named));
    expect(records[1]).toMatchObject({
      shortened: { from: countsFrom, segs: 3, cams: 1, ms: 1_000, bytes: 9 },
    });
    expect(records[2]).not.toHaveProperty('sha256');
  });
});

describe("when expiry judges a site's clock", () => {
  it('has a record of each step and of each verdict that is another one than before', async () => {
    const keep = (verdict: ClockVerdict, steppedByMs?: number) =>
      clocks.keep(site, { judgedAtMs: noonMs, verdict }, steppedByMs);
    await keep({ isTrusted: true });
    await keep({ isTrusted: true });
    await keep({ isTrusted: true }, -6_000.4);
    await keep(doubt, 60_000);
    await keep(doubt);
    await keep({ ...doubt, code: 'clock-ahead' });
    await keep({ isTrusted: true });
    const records = await clockOf(site);
    expect(acts(records)).toEqual(['trust', 'step', 'step', 'doubt', 'doubt', 'trust']);
    expect(records[1]).toMatchObject({ step_ms: -6_000, at: '2026-11-21T12:00:00.000Z' });
    expect(records[3]).toMatchObject({ fault: 'clock-stepped' });
    expect(records.at(-1)).toMatchObject(verdictMembers((await clocks.status(site))?.verdict ?? doubt));
  });

  it("has a person's word, and who took it back, once for each site", async () => {
    for (const id of sites) await clocks.keep(id, { judgedAtMs: noonMs, verdict: doubt }, undefined);
    const confirmation = { atMs: noonMs, byId: admin.id, shortened: count };
    const told = { event: event('clock-confirmed', { countsFrom }), letter };
    await clocks.confirm(site, confirmation, told);
    const kept = (await clocks.status(site))?.confirmation;
    const word = kept && wordMembers(kept, { nameOf: await nameOf(), countsFrom });
    expect((await clockOf(site)).at(-1)).toMatchObject({ ...word, act: 'confirm', role: 'admin' });
    const two = await Promise.allSettled(
      [1, 2].map(() => clocks.refuseConfirmations(event('shortening-withdrawn', { of: 'clock' }))),
    );
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(acts((await clockOf(site)).slice(-2))).toEqual(['confirm', 'withdraw']);
    await clocks.confirm(other, confirmation, told);
    await clocks.refuseConfirmations(event('shortening-stopped', { of: 'clock' }));
    expect(acts(await clockOf(other))).toEqual(['doubt', 'confirm', 'stop']);
  });
});

describe("when the host's clock gets into another state", () => {
  it('has one record of it, and none of the state in which the service began', async () => {
    let state: 'sync' | 'free' | 'unknown' = 'unknown';
    const scribe = aScribe(undefined, { hostClock: () => ({ state }) });
    const beat = new SiteBeat(database.db, scribe, other);
    const known = (await clockOf(other)).length;
    for (const next of ['unknown', 'sync', 'sync', 'free', 'free', 'sync'] as const) {
      state = next;
      await beat.watchClock();
    }
    const records = (await clockOf(other)).slice(known);
    expect(records.map(({ clk }) => clk.state)).toEqual(['free', 'sync']);
    expect(acts(records)).toEqual(['sync', 'sync']);
  });
});
