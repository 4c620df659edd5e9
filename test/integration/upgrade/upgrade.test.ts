import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../../scripts/demo/api-client.ts';
import { Authenticator } from '../../../scripts/demo/authenticator.ts';
import { openRequest } from '../../../scripts/demo/filing.ts';
import { lookUpNear } from '../../../scripts/demo/footage.ts';
import { play } from '../../../scripts/demo/play.ts';
import { until } from '../../../scripts/demo/until.ts';
import { readWardId } from '../../../src/adapters/disk/ward-id.ts';
import { migrations } from '../../../src/adapters/postgres/migrations/index.ts';
import { redisPrefix } from '../../../src/jobs/index.ts';
import { unlistedNames } from '../../../src/verify/index.ts';
import { faultsOf, readAccounts } from '../../support/accounting.ts';
import { verdictOnZip } from '../../support/evd/verdict.ts';
import { minFrames, recordedMsOf } from '../../support/recorded.ts';
import { readRedis } from '../../support/redis-texts.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { databaseUrlOf } from '../../support/service-database.ts';
import { commandOf, descendants } from '../../support/service-processes.ts';
import { unzipped } from '../../support/unzip.ts';
import {
  type FixturePerson,
  fixtureWard,
  restoreFixture,
  spooledSegments,
  storedOriginals,
  withCatalogue,
  withClient,
} from './fixture-ward.ts';

const { people, near, range, footage, held, custodyHead } = fixtureWard;
const cameras = footage.map(({ id }) => id);
const clockToleranceMs = 200;
const daySeconds = 86_400;

/** The last migration of 4ae9458: taken back, so that there is one to be killed in. */
const heldUp = '0012-unreadable-originals';
const takeBack = `
  delete from migration where name = '${heldUp}';
  alter table export_file drop constraint export_file_fault_check;
  alter table export_file add check (fault in ('altered', 'missing'));
`;
/** The migration stays where it is done and not yet committed. */
const holdUp = `
  create function hold_up() returns trigger language plpgsql as 'begin perform pg_sleep(600); return new; end';
  create trigger held_up before insert on migration
    for each row when (new.name = '${heldUp}') execute function hold_up();
`;
const letGo = 'drop trigger held_up on migration; drop function hold_up()';

const env = {
  MINHCHUNG_DISCOVERY_INTERFACE: '127.0.0.1',
  MINHCHUNG_DISK_RESERVE_GB: '0',
  // Nobody has named the network of these cameras.
  MINHCHUNG_CAMERA_NETWORKS: '10.0.0.0/8',
  MINHCHUNG_MINIMUM_RETENTION: '1s',
  MINHCHUNG_SHORTENING_DELAY: '1s',
};
let dataDir: string;
let filesBefore: PartitionFile[];
let schemaBefore: Schema;

beforeAll(async () => {
  dataDir = await restoreFixture();
  await withCatalogue(dataDir, async (catalogue) => {
    await catalogue.query(takeBack + holdUp);
    filesBefore = await partitionFiles(catalogue);
    schemaBefore = await schemaOf(catalogue);
  });
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

interface PartitionFile {
  readonly name: string;
  readonly file: number;
}

/** The file of every partition that holds segments: rewriting a table makes a new one. */
async function partitionFiles(catalogue: pg.Client): Promise<PartitionFile[]> {
  const { rows } = await catalogue.query<PartitionFile>(`
    select relname as name, relfilenode::int8::float8 as file from pg_class
      where oid in (select distinct tableoid from segment) order by relname`);
  return rows;
}

interface Schema {
  readonly migrations: readonly string[];
  readonly columns: readonly string[];
  readonly constraints: readonly string[];
}

async function schemaOf(catalogue: pg.Client): Promise<Schema> {
  const { rows } = await catalogue.query<Schema>(`
    select (select array_agg(name order by name) from migration) as migrations,
      (select array_agg(format('%s.%s %s', table_name, column_name, data_type) order by table_name, column_name)
        from information_schema.columns where table_schema = 'public') as columns,
      (select array_agg(format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) order by conrelid, conname)
        from pg_constraint where connamespace = 'public'::regnamespace) as constraints`);
  const [schema] = rows;
  if (!schema) throw new Error('a select without from has one row');
  return schema;
}

describe('when it is killed within a migration', () => {
  const isHeldUp = async (): Promise<true | undefined> => {
    const asleep = "select from pg_stat_activity where wait_event = 'PgSleep'";
    try {
      const url = await databaseUrlOf(dataDir);
      const { rowCount } = await withClient(url, (client) => client.query(asleep));
      return rowCount === 1 || undefined;
    } catch {
      return undefined; // PostgreSQL does not serve yet.
    }
  };
  const pidOf = (command: RegExp) => descendants(process.pid).find((pid) => command.test(commandOf(pid)));

  it.each([
    { victim: 'the api', command: /dist\/src\/main\.js/ },
    { victim: 'PostgreSQL', command: /bin\/postgres\0-D/ },
  ])('keeps nothing of that migration ($victim)', async ({ command }) => {
    const failed = expect(startTestService({ dataDir, env })).rejects.toMatchObject({ code: 'child-failed' });
    await until(isHeldUp, { what: 'the migration', withinMs: 60_000 });
    process.kill(pidOf(command) ?? Number.NaN, 'SIGKILL');
    await failed;
    expect(await withCatalogue(dataDir, schemaOf)).toEqual(schemaBefore);
  });
});

describe('when it is started again', () => {
  let service: TestService;
  const clients = new Map<FixturePerson['role'], ApiClient>();
  /** Who had to set up a second factor. */
  const newApps: string[] = [];
  const as = (role: FixturePerson['role']): ApiClient => {
    const client = clients.get(role);
    if (!client) throw new Error(`nobody is signed in as ${role}`);
    return client;
  };
  const accounts = () => readAccounts(service.env.DATABASE_URL ?? '');

  beforeAll(async () => {
    await withCatalogue(dataDir, (catalogue) => catalogue.query(letGo));
    service = await startTestService({ dataDir, env });
    for (const { secret, ...person } of people) {
      const app = secret === undefined ? undefined : new Authenticator(`otpauth://totp/app?secret=${secret}`);
      const client = new ApiClient(service.url);
      const used = await client.signIn({ ...person, app });
      if (used !== app) newApps.push(person.role);
      clients.set(person.role, client);
    }
  });
  afterAll(() => service?.stop());

  it('applies every migration, and rewrites no partition of segments', async () => {
    await withClient(service.env.DATABASE_URL ?? '', async (catalogue) => {
      expect((await schemaOf(catalogue)).migrations).toEqual(migrations.map(({ name }) => name));
      expect(filesBefore.length).toBeGreaterThan(0);
      expect(await partitionFiles(catalogue)).toEqual(filesBefore);
    });
  });

  it('signs in everybody: officer and custodian with the factor that they had, admin and auditor with a new one', async () => {
    for (const { name, role } of people) {
      const who = await as(role).api.whoAmI();
      expect(who).toMatchObject({ name, role });
      expect(who).not.toHaveProperty('owes');
    }
    const proved = people.filter(({ secret }) => secret !== undefined).map(({ role }) => role);
    expect(proved).toEqual(['officer', 'custodian']);
    expect(newApps.toSorted()).toEqual(['admin', 'auditor']);
  });

  it('stores what waited in the spool, and accounts for every millisecond (I3, I4)', async () => {
    const waiting = (await spooledSegments()).map(({ runId, seq }) => `${runId}-${seq}`);
    expect(waiting.length).toBeGreaterThanOrEqual(cameras.length);
    const after = await until(
      async () => {
        const all = await accounts();
        const stored = all.flatMap(({ segments }) => segments.map(({ runId, seq }) => `${runId}-${seq}`));
        return waiting.every((name) => stored.includes(name)) ? all : undefined;
      },
      { what: 'what waited in the spool is in the catalogue', withinMs: 60_000 },
    );
    expect(after).toHaveLength(cameras.length);
    for (const account of after) expect(faultsOf(account)).toEqual([]);
    expect(existsSync(join(dataDir, 'spool/quarantine'))).toBe(false);
  });

  it('states a record of every camera, segment and gap that it left', async () => {
    const left = `select (select count(*) from adoption where kind <> 'hold')::int as tasks,
      (select count(*) from segment where record_seq is null)::int as segments,
      (select count(*) from gap where record_id is null)::int as gaps,
      (select count(*) from camera where not exists (
        select from log_chain where name = 'cam/' || camera.id))::int as cameras`;
    const adopted = async () =>
      withClient(service.env.DATABASE_URL ?? '', async (catalogue) => {
        const { rows } =
          await catalogue.query<Record<'tasks' | 'segments' | 'gaps' | 'cameras', number>>(left);
        return Object.values(rows[0] ?? { tasks: 1 }).every((count) => count === 0) || undefined;
      });
    await until(adopted, { what: 'everything has a record', withinMs: 60_000 });
  });

  it('counts cameras whose network nobody has named, in the log and in /readyz', async () => {
    const reason = `cameras outside MINHCHUNG_CAMERA_NETWORKS, which are not recorded: ${cameras.length}`;
    expect(service.lines.filter((line) => line.startsWith('api: ') && line.includes(reason))).toHaveLength(1);
    const named = async () => {
      const { degraded } = await as('admin').api.getReadiness();
      return degraded.find(({ name, reason: told }) => name === 'networks' && told === reason);
    };
    await until(named, { what: '/readyz names them', withinMs: 60_000 });
  });

  it('answers a look-up as before', async () => {
    expect(await lookUpNear(as('officer'), near, range)).toMatchObject(footage);
    expect(footage.flatMap(({ gaps }) => gaps.map(({ reason }) => reason))).toContain('offline');
  });

  describe('when an officer has a request approved', () => {
    let request: string;
    beforeAll(async () => {
      const persons = { officer: as('officer'), custodian: as('custodian') };
      request = await openRequest(persons, { caseNumber: 'UPGRADE-1', cameras, ...range });
    });

    it('plays every camera, each frame at the time it shows', async () => {
      for (const id of cameras) {
        const path = `/api/requests/${request}/cameras/${id}/playlist.m3u8`;
        const played = await play(as('officer'), path, range);
        expect(played.unread).toBe(0);
        expect(played.frames).toBeGreaterThan(minFrames(recordedMsOf(footage, id)));
        expect(Math.abs(played.clockErrorMs)).toBeLessThanOrEqual(clockToleranceMs);
      }
    });

    it('exports the originals of then, with sums that are right and records of the upgrade', async () => {
      const { api } = as('officer');
      const { id: exportId } = await api.orderExport({ id: request }, {});
      await until(
        async () => (await api.getExport({ id: request, exportId })).state === 'ready' || undefined,
        { what: 'the export is built', withinMs: 60_000 },
      );
      const { bytes } = await as('officer').bytes(`/api/requests/${request}/exports/${exportId}/archive.zip`);
      const files = await unzipped(bytes);
      const unsummed = new Set<string>([...Object.values(unlistedNames), 'SHA256SUMS']);
      const sums = [...files]
        .filter(([name]) => !unsummed.has(name))
        .map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}`);
      const listed = files.get('SHA256SUMS')?.toString().trimEnd().split('\n');
      expect(listed?.toSorted()).toEqual(sums.toSorted());
      const stored = await storedOriginals();
      const originals = [...files].filter(([name]) => name.startsWith('segments/'));
      expect(originals.length).toBeGreaterThanOrEqual(cameras.length);
      for (const [name, content] of originals)
        expect(
          stored.some((each) => each.equals(content)),
          name,
        ).toBe(true);
      const key = async (name: string) =>
        (await readFile(join(dataDir, 'keys', `${name}.vkey`), 'utf8')).trim();
      const trusted = { log: [await key('log')], export: [await key('export')], witnesses: [] };
      const { status, findings } = await verdictOnZip(bytes, trusted);
      const known = ['adopted', 'clip-unchecked', 'gap', 'unwitnessed', 'time-self-asserted'];
      expect(findings.filter(({ what }) => !known.includes(what))).toEqual([]);
      expect(findings.map(({ what }) => what)).toContain('adopted');
      expect(status).toBe(3);
    });
  });

  it('opens what was sealed: who paid for a camera', async () => {
    const { contributors } = await as('admin').api.listContributors({ id: held });
    expect(contributors).toMatchObject([{ name: expect.stringMatching(/^Hộ số \d/) as string }]);
  });

  it('continues the custody log of then', async () => {
    const verdict = await as('auditor').api.verifyCustody({ kept: custodyHead });
    expect(verdict).toMatchObject({ isDone: true, head: verdict.logHead });
    expect(verdict.fault).toBeUndefined();
  });

  it('states once where the custody chain of then ended, and keeps that beside the log', async () => {
    await withClient(service.env.DATABASE_URL ?? '', async (catalogue) => {
      const { rows } = await catalogue.query<{ seq: number; head: string }>(`
        select c.seq::int, h.seq || ':' || h.sha256 as head from log_chain c, custody_head h where c.name = 'link'`);
      expect(rows).toMatchObject([{ seq: 1 }]);
      const logs = join(dataDir, 'store/objects/log');
      const [mark = ''] = (await readdir(logs, { recursive: true })).filter((path) =>
        path.endsWith('adopted/custody'),
      );
      expect(await readFile(join(logs, mark), 'utf8')).toBe(`${rows[0]?.head}\n`);
    });
  });

  it('expires what the policy no longer covers, and nothing that is held', async () => {
    const [expiring = ''] = cameras;
    await closeEveryRequest();
    const before = { segments: await segmentsOf(expiring), objects: await objects() };
    const { api } = as('admin');
    await api.confirmClock({});
    await until(expiryRests, { what: 'the plan that the confirmation asked for', withinMs: 60_000 });
    const days = 1 / daySeconds;
    const rules = [expiring, held].map((cameraId) => ({ cameraId, days }));
    await api.setRetentionPolicy({ days: 3_660, minimumDays: days, cameras: rules });
    await until(async () => ((await segmentsOf(expiring)) === 0 ? true : undefined), {
      what: 'the expiry',
      withinMs: 60_000,
    });
    const { receipts } = await api.listDeletionReceipts({});
    const sum = (of: 'segments' | 'objects') => receipts.reduce((total, receipt) => total + receipt[of], 0);
    expect(sum('segments')).toBe(before.segments);
    expect(sum('objects')).toBe(before.objects - (await objects()));
    const found = await lookUpNear(as('officer'), near, range);
    const gone = found.find(({ id }) => id === expiring);
    const stay = found.filter(({ id }) => id !== expiring);
    expect(gone?.spans).toEqual([]);
    expect(gone?.gaps.map(({ reason }) => reason)).toContain('expired');
    expect(stay).toMatchObject(footage.slice(1));
  });

  /** What requests hold is let go with them; what a person holds is not. */
  async function closeEveryRequest(): Promise<void> {
    const { api } = as('officer');
    const { requests } = await api.listRequests({});
    const open = requests.filter(({ state }) => state === 'approved' || state === 'submitted');
    expect(open.map(({ state }) => state).toSorted()).toEqual(['approved', 'approved', 'submitted']);
    for (const { id, state } of open)
      await api.closeRequest({ id }, { outcome: state === 'approved' ? 'found' : 'withdrawn' });
  }

  /** No job of expiry waits or runs: as long as one does, another is not queued. */
  async function expiryRests(): Promise<true | undefined> {
    const keys = new Set((await readRedis(service.env.REDIS_URL ?? '')).map(({ key }) => key));
    const ward = await readWardId(join(dataDir, 'spool/ward-id'));
    if (ward === undefined) throw new Error('no ward is remembered');
    const jobs = ['plan-expiry', 'expire-segments'];
    return jobs.every((job) => !keys.has(`${redisPrefix(ward)}:${job}.ward:${job}`)) || undefined;
  }

  const segmentsOf = (camera: string) =>
    withClient(service.env.DATABASE_URL ?? '', async (catalogue) => {
      const count = 'select count(*)::int as count from segment where camera_id = $1';
      const { rows } = await catalogue.query<{ count: number }>(count, [camera]);
      return rows[0]?.count;
    });

  async function objects(): Promise<number> {
    const entries = await readdir(join(dataDir, 'store/objects'), { recursive: true, withFileTypes: true });
    // The evidence log grows meanwhile.
    return entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('/objects/log/')).length;
  }
});
