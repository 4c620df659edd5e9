import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Api, FetchHttp, sessionFetch } from '../../../src/client/index.ts';
import { debianPostgresMissing, startDebianPostgres } from '../../support/debian-servers.ts';
import { TestRedis } from '../../support/redis.ts';
import { newDataDir, startTestService, type TestService } from '../../support/service.ts';
import { describeUnless } from '../../support/unless.ts';

const page = readFileSync(join(import.meta.dirname, '../../../scripts/systemd/README.md'), 'utf8');
const admin = { name: 'quantri', password: 'a long enough one' };

const started: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

/** A service on servers that have nothing in them, and their address. */
async function onNewServers(bringBack: (databaseUrl: string, dataDir: string) => Promise<void>) {
  const [postgres, redis] = await Promise.all([startDebianPostgres(), TestRedis.start()]);
  const dataDir = await newDataDir();
  started.push(
    () => postgres.stop(),
    () => redis.close(),
    () => rm(dataDir, { recursive: true }),
  );
  await bringBack(postgres.url, dataDir);
  const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  const service = await startTestService({ dataDir, env });
  started.push(() => service.stop());
  return { service, databaseUrl: postgres.url };
}

const clientOf = ({ url }: TestService) => new Api(new FetchHttp(url, sessionFetch(url)));

/** What of the data directory the page says to copy; it names one folder that only a site with bad files has. */
function pathsToCopy(): string[] {
  const copied = page.split('\n').filter((line) => line.startsWith('|') && !line.includes('| none'));
  return copied.flatMap((row) => [...row.matchAll(/`<data>\/([\w/-]+)`/g)].map(([, path]) => path ?? ''));
}

/** As the page says, with the index that an older server leaves out. */
function restoreCatalogue(from: string, to: string): void {
  const input = execFileSync('pg_dump', ['--format=custom', from]);
  const restored = spawnSync('pg_restore', ['--clean', '--if-exists', '--dbname', to], { input });
  const errors = restored.stderr.toString().match(/^pg_restore: error: .*$/gm);
  expect(errors).toEqual([expect.stringContaining('type "earth" does not exist')]);
  execFileSync('psql', ['--quiet', '--command', /`(create index [^`]+)`/.exec(page)?.[1] ?? '', to]);
}

describeUnless(debianPostgresMissing, 'when a site is brought back on another host, as the page says', () => {
  it('starts on its own disk store, and knows its users', async () => {
    const { service: lost, databaseUrl } = await onNewServers(async () => {});
    await clientOf(lost).makeFirstAdmin({
      token: lost.setupToken ?? '',
      fullName: 'Quản trị',
      ...admin,
    });
    await lost.stop();
    const { service } = await onNewServers(async (url, dataDir) => {
      restoreCatalogue(databaseUrl, url);
      const paths = pathsToCopy().filter((path) => path !== 'spool/quarantine');
      expect(paths).toEqual(['keys', 'signer', 'store', 'spool/node-id']);
      for (const path of paths) await cp(join(lost.dataDir, path), join(dataDir, path), { recursive: true });
    });
    expect(await clientOf(service).signIn(admin)).toMatchObject({ name: admin.name });
  }, 240_000);
});
