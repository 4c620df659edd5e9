import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, openPool } from '../src/adapters/postgres/database.ts';
import { migrate } from '../src/adapters/postgres/migrate.ts';
import { PostgresDeletionRepository } from '../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../src/adapters/postgres/retention/hold-repository.ts';
import { silentLog } from '../src/core/index.ts';
import { expireSegments, planExpiry } from '../src/retention/index.ts';
import { benchPostgres } from './bench/bench-postgres.ts';
import { benchScribe } from './bench/bench-scribe.ts';
import { firstMs, site, stockCatalogue } from './bench/expiry-stock.ts';
import { benchDisk, benchMinio } from './bench/expiry-stores.ts';
import { oneOf, orEnd, readOptions, wholeNumber } from './command-line/options.ts';
import { removeRunDirectory } from './service/run-directory.ts';

/**
 * `npm run bench:expiry -- --objects 100000 --stores disk,minio`: how many small objects expire per second
 * (marked, deleted, confirmed and removed), beside a plain deletion of as many. Prints a table and a last
 * line of JSON.
 */
const usage = 'npm run bench:expiry -- [--objects NUMBER] [--stores disk,minio]';
const { objects, stores } = orEnd(() => {
  const values = readOptions(usage, {
    objects: { type: 'string', default: '100000' },
    stores: { type: 'string', default: 'disk,minio' },
  });
  return {
    objects: wholeNumber('objects', values.objects, { min: 4 }),
    stores: values.stores.split(',').map((store) => oneOf('stores', store, ['disk', 'minio'])),
  };
});
const makers = { disk: benchDisk, minio: benchMinio };

interface Result {
  readonly store: string;
  readonly planMs: number;
  readonly expireMs: number;
  readonly baselineMs: number;
  readonly baselineName: string;
}

const clock = { nowMs: () => firstMs + 1_000 * 86_400_000, monotonicMs: () => 0 };
const policy = { days: 1, neighbourhoods: [], cameras: [], minimumDays: 0, requireClockSync: false };
const say = (text: string): void => console.error(text);
const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

const dataDir = await mkdtemp(join(tmpdir(), 'minhchung-bench-'));
try {
  const results: Result[] = [];
  for (const name of stores) results.push(await bench(name, join(dataDir, name)));
  report(results);
} finally {
  await removeRunDirectory(dataDir);
  await rm(dataDir, { recursive: true, force: true });
}

async function bench(name: keyof typeof makers, directory: string): Promise<Result> {
  const postgres = await benchPostgres(dataDir, directory);
  const db = openDatabase(openPool(postgres.url, () => {}));
  const bench = await makers[name](join(directory, 'store'));
  try {
    await migrate(postgres.url);
    const keys = await stockCatalogue(db, objects / 4, name);
    say(`${name}: storing ${keys.length} objects`);
    await bench.fillBaseline(keys);
    say(`${name}: deleting them with ${bench.baselineName}`);
    const baselineMs = await timed(() => bench.baseline(keys));
    await bench.fill(keys);
    say(`${name}: expiring them`);
    const deps = {
      book: new PostgresDeletionRepository(db, benchScribe(clock)),
      holds: new PostgresHoldRepository(db, benchScribe(clock)),
      clock,
      log: silentLog,
    };
    const siteStore = { siteId: site, store: name };
    // One run marks 20 000 segments at most.
    const planMs = await timed(async () => {
      while ((await planExpiry(deps, siteStore, policy)).days > 0);
    });
    let segments = 0;
    const expireMs = await timed(async () => {
      segments = await expireSegments({ ...deps, store: bench.store }, siteStore, { mayBegin: true });
    });
    if (segments * 4 !== keys.length) throw new Error(`${segments} segments expired of ${keys.length / 4}`);
    say(`${name}: ${Math.round((objects / expireMs) * 1_000)} objects a second`);
    return { store: name, planMs, expireMs, baselineMs, baselineName: bench.baselineName };
  } finally {
    await db.destroy();
    await bench.close();
    await postgres.stop();
  }
}

function report(results: readonly Result[]): void {
  const rate = (ms: number) => Math.round((objects / ms) * 1_000);
  console.log('\nstore     objects   plan s   expire s   objects/s   baseline objects/s   baseline');
  for (const { store, planMs, expireMs, baselineMs, baselineName } of results)
    console.log(
      `${store.padEnd(6)} ${String(objects).padStart(10)} ${seconds(planMs).padStart(8)} ${seconds(expireMs).padStart(10)} ${String(rate(expireMs)).padStart(11)} ${String(rate(baselineMs)).padStart(20)}   ${baselineName}`,
    );
  const stores = results.map(({ store, planMs, expireMs, baselineMs, baselineName }) => ({
    store,
    objectsPerSecond: rate(expireMs),
    planSeconds: Number(seconds(planMs)),
    baseline: baselineName,
    baselineObjectsPerSecond: rate(baselineMs),
  }));
  console.log(JSON.stringify({ bench: 'expiry', objects, stores }));
}
