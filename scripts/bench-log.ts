import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type QueryExecutorProvider, sql } from 'kysely';
import { makeLogKey } from '../src/adapters/disk/log-key.ts';
import { DiskSignerMemory } from '../src/adapters/disk/signer-memory.ts';
import { openDiskStore } from '../src/adapters/disk/store/disk-store.ts';
import { type Database, openDatabase, openPool } from '../src/adapters/postgres/database.ts';
import { PostgresOutbox } from '../src/adapters/postgres/log/outbox.ts';
import { migrate } from '../src/adapters/postgres/migrate.ts';
import { newId } from '../src/core/index.ts';
import type { Fact } from '../src/log/index.ts';
import { LogFolder, Signer } from '../src/signer/index.ts';
import { benchPostgres } from './bench/bench-postgres.ts';
import { benchOrigin, benchScribe, benchStatementKey } from './bench/bench-scribe.ts';
import { pictureFact, segmentFact } from './bench/footage-facts.ts';
import { usageOf } from './bench/process-tree.ts';
import { orEnd, readOptions, wholeNumber } from './command-line/options.ts';
import { removeRunDirectory } from './service/run-directory.ts';

/**
 * `npm run bench:log -- --cameras 190 --minutes 10`: what the evidence log costs a ward, in processor time of this process
 * and of PostgreSQL. Each segment and each picture is a transaction with one small row; the same transactions without a
 * record are the baseline. Prints a table and a last line of JSON.
 */
const usage = 'npm run bench:log -- [--cameras NUMBER] [--minutes NUMBER]';
const { cameras, minutes } = orEnd(() => {
  const values = readOptions(usage, {
    cameras: { type: 'string', default: '190' },
    minutes: { type: 'string', default: '10' },
  });
  return {
    cameras: wholeNumber('cameras', values.cameras, { max: 1_000 }),
    minutes: wholeNumber('minutes', values.minutes),
  };
});
const names = Array.from({ length: cameras }, () => newId('camera', Date.now()));
const recordsOfMinute = 2 * cameras;
const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

const dataDir = await mkdtemp(join(tmpdir(), 'minhchung-bench-'));
try {
  await bench(dataDir);
} finally {
  await removeRunDirectory(dataDir);
  await rm(dataDir, { recursive: true, force: true });
}

async function bench(directory: string): Promise<void> {
  const postgres = await benchPostgres(directory, join(directory, 'catalogue'));
  const db = openDatabase(openPool(postgres.url, () => {}));
  const memory = await DiskSignerMemory.open(join(directory, 'signer'));
  try {
    await migrate(postgres.url);
    await sql`create table bench_row (id bigint generated always as identity primary key, body bytea)`.execute(
      db,
    );
    const signer = await signerOf(directory, db, memory);
    const scribe = benchScribe(clock);
    const cpuMs = () => ownMs() + treeMs(postgres.pid);
    let [plainMs, statedMs, sealedMs] = [0, 0, 0];
    // The first minute makes the chains, and lets the programs warm up.
    for (let minute = 0; minute <= minutes; minute++) {
      const facts = factsOf(minute);
      const begunMs = cpuMs();
      for (const _ of facts) await db.transaction().execute(writeRow);
      const plainAtMs = cpuMs();
      for (const fact of facts)
        await db.transaction().execute(async (trx) => {
          await writeRow(trx);
          await scribe.state(trx, fact);
        });
      const statedAtMs = cpuMs();
      await signer.seal();
      if (minute === 0) continue;
      plainMs += plainAtMs - begunMs;
      statedMs += statedAtMs - plainAtMs;
      sealedMs += cpuMs() - statedAtMs;
    }
    report({ plainMs, statedMs, sealedMs });
  } finally {
    await memory.close();
    await db.destroy();
    await postgres.stop();
  }
}

async function signerOf(directory: string, db: Database, memory: DiskSignerMemory): Promise<Signer> {
  const store = await openDiskStore({
    directory: join(directory, 'store'),
    nodeId: newId('node', Date.now()),
  });
  return new Signer({
    outbox: new PostgresOutbox(db),
    memory,
    folder: new LogFolder(store, benchOrigin),
    key: await makeLogKey(join(directory, 'keys'), benchOrigin),
    statementKey: benchStatementKey,
    clock,
  });
}

function factsOf(minute: number): Fact[] {
  const startMs = Date.now();
  return names.flatMap((camera) => [segmentFact(camera, startMs), pictureFact(camera, minute + 1, startMs)]);
}

function writeRow(db: QueryExecutorProvider): Promise<unknown> {
  return sql`insert into bench_row (body) values (${Buffer.alloc(600, 7)})`.execute(db);
}

/** Processor time of this process so far, in milliseconds. */
function ownMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function treeMs(pid: number): number {
  const { own, below } = usageOf(pid);
  return own.cpuMs + below.cpuMs;
}

function report({ plainMs, statedMs, sealedMs }: Record<'plainMs' | 'statedMs' | 'sealedMs', number>): void {
  const records = minutes * recordsOfMinute;
  const ofCore = (ms: number) => (100 * ms) / (minutes * 60_000);
  const row = (name: string, ms: number) =>
    console.log(
      `${name.padEnd(34)} ${(ms / records).toFixed(3).padStart(12)} ${ofCore(ms).toFixed(2).padStart(12)}`,
    );
  console.log(`\n${''.padEnd(34)} ${'ms a record'.padStart(12)} ${'% of a core'.padStart(12)}`);
  row('a transaction with a row', plainMs);
  row('the same that states a record', statedMs);
  row('sealing it', sealedMs);
  const logMs = statedMs - plainMs + sealedMs;
  row('the log', logMs);
  console.log(
    JSON.stringify({
      bench: 'log',
      cameras,
      minutes,
      records,
      msPerRecord: round(logMs / records),
      statingRatio: round(statedMs / plainMs),
      corePercent: round(ofCore(logMs)),
    }),
  );
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
