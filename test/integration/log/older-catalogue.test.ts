import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLogKey } from '../../../src/adapters/disk/log-key.ts';
import { DiskSignerMemory } from '../../../src/adapters/disk/signer-memory.ts';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { advanceChains } from '../../../src/adapters/postgres/log/advance-chains.ts';
import { PostgresCataloguedLog } from '../../../src/adapters/postgres/log/catalogued-log.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import { newId } from '../../../src/core/index.ts';
import { type Fact, openCheckpoint, recheckLog } from '../../../src/log/index.ts';
import { LogFolder, type Sealing, Signer } from '../../../src/signer/index.ts';
import { dumpOf, restoreInto } from '../../support/dumps.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { collected } from '../../support/log-files.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, statementKey, testOrigin } from '../../support/scribe.ts';
import { aGap, aPicture, aRelease } from '../../support/signing-desk.ts';

let postgres: TestPostgres;
let catalogue: TestDatabase;
let directory: string;
let memory: DiskSignerMemory;
let folder: LogFolder;

const clock = new HandClock();
const scribe = aScribe(clock);

beforeAll(async () => {
  postgres = await startPostgres();
  catalogue = await postgres.database();
  directory = await mkdtemp(join(tmpdir(), 'older-'));
  const store = await openDiskStore({ directory: join(directory, 'store'), nodeId: newId('node', 0) });
  memory = await DiskSignerMemory.open(join(directory, 'signer'));
  folder = new LogFolder(store, testOrigin);
});
afterAll(async () => {
  await memory?.close();
  await rm(directory, { recursive: true });
  await catalogue?.close();
  await postgres?.stop();
});

const keyOfLog = () => makeLogKey(join(directory, 'keys'), testOrigin);
const state = (...facts: Fact[]) => catalogue.db.transaction().execute((trx) => scribe.state(trx, ...facts));

/** As a process just started. */
async function seal(): Promise<Sealing> {
  const outbox = new PostgresOutbox(catalogue.db);
  return new Signer({ outbox, memory, folder, key: await keyOfLog(), statementKey, clock }).seal();
}

async function findings(): Promise<string[]> {
  const { verifier } = await keyOfLog();
  const { checkpoint } = openCheckpoint((await folder.read('checkpoint')) ?? Buffer.alloc(0), verifier);
  const found = recheckLog(checkpoint, folder.read, new PostgresCataloguedLog(catalogue.db));
  return (await collected(found)).map(({ says }) => says);
}

describe('when a catalogue of before the newest leaves is restored', () => {
  it('refuses what is stated behind its own ends, and seals what is stated behind those of the log', async () => {
    await state(aGap('cam_1'), aPicture('cam_1', 1));
    expect(await seal()).toMatchObject({ size: 2 });
    // This one waits in the dump, and is sealed after it.
    await state(aRelease('hold_1'));
    const dump = await dumpOf(catalogue);
    await state(aGap('cam_1'), aGap('cam_2'), aPicture('cam_1', 2));
    expect(await seal()).toMatchObject({ size: 6, refused: [] });

    await restoreInto(catalogue, dump);
    await state(aGap('cam_1'));
    const refused = [{ chain: 'stream/cam_1/main', seq: 2, fault: 'fork' }];
    expect(await seal()).toEqual({ size: 6, sealed: 0, refused });

    await restoreInto(catalogue, dump);
    expect(await advanceChains(catalogue.db, (await memory.recall()).ends)).toBe(3);
    await state(aGap('cam_1'), aGap('cam_2'), aRelease('hold_1'), aPicture('cam_1', 3));
    expect(await seal()).toEqual({ size: 10, sealed: 4, refused: [] });
    expect(await new PostgresOutbox(catalogue.db).waiting()).toEqual({ count: 0 });
    expect(await findings()).toEqual([]);
    expect(await advanceChains(catalogue.db, (await memory.recall()).ends)).toBe(0);
  });
});
