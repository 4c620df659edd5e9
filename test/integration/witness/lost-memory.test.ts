import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLogKey } from '../../../src/adapters/disk/log-key.ts';
import { DiskSignerMemory } from '../../../src/adapters/disk/signer-memory.ts';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import { witnessHandler } from '../../../src/adapters/witness/witness-handler.ts';
import { newId, silentLog } from '../../../src/core/index.ts';
import { type Fact, formatVerifierKey } from '../../../src/log/index.ts';
import { LogFolder, type Remembered, type Sealing, Signer } from '../../../src/signer/index.ts';
import { Witness } from '../../../src/witness/index.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { keysOf } from '../../support/log-files.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, statementKey, testOrigin } from '../../support/scribe.ts';
import { aGap, aLook, aPicture, aRequest } from '../../support/signing-desk.ts';
import { KeptCheckpoints, witnessKey } from '../../support/witnessed-log.ts';
import { runCommand } from '../operations/command-run.ts';

const clock = new HandClock();
const scribe = aScribe(clock);
const nodeId = newId('node', 0);
const wardId = 'ward_00000000000000000000000000';
let postgres: TestPostgres;
let catalogue: TestDatabase;
let directory: string;
let isServing = true;

const server = createServer((request, response) => {
  if (isServing) handle(request, response);
  else request.socket.destroy();
});
let handle: ReturnType<typeof witnessHandler>;

const data = (...names: string[]) => join(directory, 'data', ...names);
const keyOfLog = () => makeLogKey(data('keys'), testOrigin);

beforeAll(async () => {
  postgres = await startPostgres();
  catalogue = await postgres.database();
  await catalogue.pool.query(`insert into ward (id, name, begun_at_ms) values ('${wardId}', 'Phường 7', 0)`);
  directory = await mkdtemp(join(tmpdir(), 'lost-memory-'));
  await mkdir(data('spool'), { recursive: true });
  await writeFile(data('spool', 'node-id'), nodeId);
  const { verifier } = await keyOfLog();
  const { privateKey } = keysOf('2'.repeat(64));
  const memory = new KeptCheckpoints();
  const witness = new Witness({ key: witnessKey, privateKey, logs: [verifier], memory, clock });
  handle = witnessHandler({ witness, log: silentLog, admits: () => true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(
    join(directory, 'policy'),
    `log ${formatVerifierKey(verifier)}\nwitness w1 ${formatVerifierKey(witnessKey)} ${url}\nquorum w1\n`,
  );
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true });
  await catalogue?.close();
  await postgres?.stop();
});

/** As a process just started. */
async function sealed(...facts: Fact[]): Promise<Sealing> {
  await catalogue.db.transaction().execute((trx) => scribe.state(trx, ...facts));
  const store = await openDiskStore({ directory: data('store'), nodeId });
  const folder = new LogFolder(store, testOrigin);
  return withMemory(async (memory) => {
    const outbox = new PostgresOutbox(catalogue.db);
    return new Signer({ outbox, memory, folder, key: await keyOfLog(), statementKey, clock }).seal();
  });
}

async function withMemory<T>(act: (memory: DiskSignerMemory) => Promise<T>): Promise<T> {
  const memory = await DiskSignerMemory.open(data('signer'));
  try {
    return await act(memory);
  } finally {
    await memory.close();
  }
}

const remembered = (): Promise<Remembered> => withMemory((memory) => memory.recall());

const goOn = (...args: string[]) =>
  runCommand(['log', 'continue', ...args], {
    env: {
      DATABASE_URL: catalogue.url,
      MINHCHUNG_DATA_DIR: data(),
      MINHCHUNG_LOG_POLICY: join(directory, 'policy'),
    },
  });

describe('when the memory of the signer is lost', () => {
  it('is made anew of the log, exactly as it was, once a witness says that the log is the newest', async () => {
    await sealed(aRequest('req_1', 'file'), aPicture('cam_1', 1), aGap('cam_1'));
    await sealed(aRequest('req_1', 'approve'), aLook('req_1'), aPicture('cam_1', 2));
    expect(await goOn()).toMatchObject({
      status: 0,
      out: expect.stringContaining('w1 has signed nothing') as string,
    });
    const { head, ends } = await remembered();
    await rename(data('signer'), join(directory, 'lost'));

    await expect(sealed(aGap('cam_2'))).rejects.toMatchObject({ code: 'log-memory-lost' });
    await rm(data('signer'), { recursive: true });
    expect(await goOn()).toMatchObject({
      status: 1,
      err: expect.stringContaining('--memory-lost') as string,
    });
    isServing = false;
    const alone = await goOn('--memory-lost');
    expect(alone).toMatchObject({
      status: 1,
      err: expect.stringContaining('no quorum of witnesses') as string,
    });
    isServing = true;
    const { status, out } = await goOn('--memory-lost');
    expect([status, out]).toEqual([0, expect.stringContaining('is made anew of 6 leaves')]);
    expect(await remembered()).toMatchObject({ head, before: head, ends });
    expect(await sealed(aGap('cam_1'))).toEqual({ size: 8, sealed: 2, refused: [] });
  });

  it('stays lost where the witness has signed more than the stored log has', async () => {
    const copy = join(directory, 'copy');
    await cp(data('store'), copy, { recursive: true });
    await sealed(aGap('cam_1'));
    expect((await goOn()).status).toBe(0);
    await rm(data('store'), { recursive: true });
    await cp(copy, data('store'), { recursive: true });
    await rm(data('signer'), { recursive: true });
    await catalogue.pool.query('update log_sealed set size = 8');
    const { status, err } = await goOn('--memory-lost');
    expect([status, err]).toEqual([1, expect.stringContaining('has signed 9 leaves, and the log has 8')]);
  });
});
