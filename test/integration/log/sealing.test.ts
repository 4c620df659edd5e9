import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeLogKey,
  readLogKey,
  readLogVerifier,
  readOtherVerifiers,
} from '../../../src/adapters/disk/log-key.ts';
import { DiskSignerMemory } from '../../../src/adapters/disk/signer-memory.ts';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { PostgresCataloguedLog } from '../../../src/adapters/postgres/log/catalogued-log.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import { newId } from '../../../src/core/index.ts';
import {
  type Fact,
  openCheckpoint,
  parseRecord,
  recheckLog,
  recordTag,
  storedBundle,
} from '../../../src/log/index.ts';
import type { ObjectStore } from '../../../src/objects/index.ts';
import { LogFolder, Signer } from '../../../src/signer/index.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { collected } from '../../support/log-files.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, statementKey, testOrigin } from '../../support/scribe.ts';
import { aBeat, aGap, aPicture } from '../../support/signing-desk.ts';

let postgres: TestPostgres;
let catalogue: TestDatabase;
let outbox: PostgresOutbox;
let directory: string;
let store: ObjectStore;
let memory: DiskSignerMemory;

beforeAll(async () => {
  postgres = await startPostgres();
  catalogue = await postgres.database();
  outbox = new PostgresOutbox(catalogue.db);
  directory = await mkdtemp(join(tmpdir(), 'sealing-'));
  store = await openDiskStore({ directory: join(directory, 'store'), nodeId: newId('node', 0) });
  memory = await DiskSignerMemory.open(join(directory, 'signer'));
});

afterAll(async () => {
  await memory?.close();
  await rm(directory, { recursive: true });
  await catalogue?.close();
  await postgres?.stop();
});

const clock = new HandClock();
const scribe = aScribe(clock);
const folder = () => new LogFolder(store, testOrigin);
const keys = () => join(directory, 'keys');

/** As a process just started. */
async function signer(): Promise<Signer> {
  const key = await makeLogKey(keys(), testOrigin);
  return new Signer({ outbox, memory, folder: folder(), key, statementKey, clock });
}

const state = (...facts: Fact[]) => catalogue.db.transaction().execute((trx) => scribe.state(trx, ...facts));

async function sealedLeaves(): Promise<Uint8Array[]> {
  const key = await readLogVerifier(keys());
  if (!key) throw new Error('no key was made');
  const { checkpoint } = openCheckpoint((await folder().read('checkpoint')) ?? Buffer.alloc(0), key);
  return storedBundle(0, checkpoint.size, folder().read);
}

describe('when records are stated in the catalogue', () => {
  it('seals them, and keeps of each its place alone', async () => {
    await state(aGap('cam_1'), aPicture('cam_1', 1), aGap('cam_1'), aBeat());
    expect(await outbox.waiting()).toEqual({ count: 4, oldestMs: clock.nowMs() });
    expect(await (await signer()).seal()).toEqual({ size: 4, sealed: 4, refused: [] });
    const records = (await sealedLeaves()).map(parseRecord);
    expect(records.map(({ type }) => type)).toEqual(['gap', 'pic', 'gap', 'hb']);
    const { rows } = await sql<{ place: string }>`
      select c.name || ' ' || l.seq || ' ' || l.leaf as place from log_leaf l join log_chain c on c.no = l.chain
        order by l.leaf`.execute(catalogue.db);
    expect(rows.map(({ place }) => place)).toEqual([
      'stream/cam_1/main 1 0',
      'pic/cam_1/main 1 1',
      'stream/cam_1/main 2 2',
      'site/ward 1 3',
    ]);
    expect(await outbox.waiting()).toEqual({ count: 0 });
    expect(await outbox.sealedSize()).toBe(4);
  });

  it('makes the key at the first start, for the signer alone, and its public half for all', async () => {
    const key = await readLogKey(keys());
    expect(key?.verifier.name).toBe(testOrigin);
    expect((await stat(join(keys(), 'log-signer'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(keys(), 'log.vkey'), 'utf8')).toMatch(
      /^minhchung\.internal\S+\/01\+[0-9a-f]{8}\+A\S+\n$/,
    );
    expect(await readOtherVerifiers(keys())).toEqual([]);
    expect((await readdir(keys())).sort()).toEqual(['log-signer', 'log.vkey']);
  });

  it('seals a record of each chain behind what an earlier process sealed', async () => {
    await state(aGap('cam_1'), aGap('cam_2'));
    expect(await (await signer()).seal()).toEqual({ size: 6, sealed: 2, refused: [] });
  });

  it('marks again what a catalogue of before does not know to be sealed', async () => {
    await sql`delete from log_leaf where leaf >= 2`.execute(catalogue.db);
    await sql`update log_sealed set size = 2`.execute(catalogue.db);
    expect(await (await signer()).seal()).toEqual({ size: 6, sealed: 0, refused: [] });
    const { rows } = await sql<{ count: number }>`select count(*) as count from log_leaf`.execute(
      catalogue.db,
    );
    expect(rows).toEqual([{ count: 6 }]);
    expect(await outbox.sealedSize()).toBe(6);
  });
});

describe('when the log is audited with the catalogue', () => {
  const findings = async () => {
    const key = await readLogVerifier(keys());
    const note = await folder().read('checkpoint');
    if (!key || !note) throw new Error('nothing is sealed');
    const { checkpoint } = openCheckpoint(note, key);
    const found = recheckLog(checkpoint, folder().read, new PostgresCataloguedLog(catalogue.db));
    return (await collected(found)).map(({ says }) => says);
  };

  it('finds nothing, also while records are pending', async () => {
    await state(aGap('cam_1'), aGap('cam_8'));
    expect(await findings()).toEqual([]);
  });

  it('finds a record that was moved, forgotten or added there, and a chain that was set back', async () => {
    await sql`update log_leaf set leaf = leaf + 1 where leaf = 2`.execute(catalogue.db);
    await sql`delete from log_leaf where leaf = 0`.execute(catalogue.db);
    await sql`insert into log_leaf (chain, seq, leaf) values (9999, 1, 0), (9999, 2, 0)`.execute(
      catalogue.db,
    );
    await sql`update log_chain set seq = 0 where name = 'stream/cam_2/main'`.execute(catalogue.db);
    expect(await findings()).toEqual([
      'record 1 of stream/cam_1/main is nowhere in the catalogue',
      'record 2 of stream/cam_1/main is at leaf 3 in the catalogue',
      'the catalogue knows 7 leaves, and the log has 6',
      'the catalogue has another end of stream/cam_2/main: record 0, and 1 is a leaf',
    ]);
    await sql`delete from log_leaf where chain = 9999`.execute(catalogue.db);
    await sql`update log_leaf set leaf = 2 where leaf = 3 and seq = 2`.execute(catalogue.db);
    await sql`update log_chain set seq = 1 where name = 'stream/cam_2/main'`.execute(catalogue.db);
    expect(await (await signer()).seal()).toMatchObject({ size: 8, sealed: 2, refused: [] });
  });
});

describe('when somebody writes into the catalogue by SQL', () => {
  /** A record as a process would state it, but under a key that is not ours. */
  const forge = (chain: string, ...facts: Fact[]) => {
    const forger = aScribe(clock, { key: Buffer.alloc(32, 1) });
    return catalogue.db.transaction().execute(async (trx) => {
      await forger.state(trx, ...facts);
      return chain;
    });
  };

  it('refuses an added record by chain and number, and seals those of other chains', async () => {
    const chain = await forge('stream/cam_3/main', aGap('cam_3'));
    await state(aGap('cam_4'));
    expect(await (await signer()).seal()).toEqual({
      size: 9,
      sealed: 1,
      refused: [{ chain, seq: 1, fault: 'tag' }],
    });
    expect(await outbox.waiting()).toMatchObject({ count: 1 });
  });

  it('refuses a changed body, though its tag was copied from another', async () => {
    await state(aGap('cam_5'));
    const pages = await outbox.pending({ afterId: 0, count: 10, except: [] });
    const row = pages.find(({ chain }) => chain === 'stream/cam_5/main');
    const body = Buffer.from(
      Buffer.from(row?.body ?? [])
        .toString()
        .replace('offline', 'recorder'),
    );
    expect(Buffer.compare(recordTag(statementKey, body), row?.tag ?? Buffer.alloc(0))).not.toBe(0);
    await sql`update log_outbox set body = ${body} where id = ${row?.id ?? 0}`.execute(catalogue.db);
    expect((await (await signer()).seal()).refused).toContainEqual({
      chain: 'stream/cam_5/main',
      seq: 1,
      fault: 'tag',
    });
  });
});
