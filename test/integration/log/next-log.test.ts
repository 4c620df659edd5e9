import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeLogKey,
  readLogKey,
  readLogVerifier,
  readReplacedVerifiers,
} from '../../../src/adapters/disk/log-key.ts';
import { DiskSignerMemory } from '../../../src/adapters/disk/signer-memory.ts';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import { findRecords } from '../../../src/adapters/postgres/proven/find-records.ts';
import { PostgresKeyBook } from '../../../src/adapters/postgres/ward/key-book.ts';
import { newId, type RequestId } from '../../../src/core/index.ts';
import { type Fact, logNumberOf, originBeside } from '../../../src/log/index.ts';
import { readLogFile } from '../../../src/objects/index.ts';
import { NewestRequests, ProvenRecords, type SignedLog } from '../../../src/proven/index.ts';
import { LogFolder, type Sealing, Signer } from '../../../src/signer/index.ts';
import { checkOf } from '../../../src/ward/key-check.ts';
import { dumpOf, restoreInto } from '../../support/dumps.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, statementKey, testOrigin } from '../../support/scribe.ts';
import { aGap, aLook, aPicture, aRequest } from '../../support/signing-desk.ts';
import { runCommand } from '../operations/command-run.ts';

const nextOrigin = originBeside(testOrigin, 2);
const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const nodeId = newId('node', 0);
let postgres: TestPostgres;
let catalogue: TestDatabase;
let directory: string;

const data = (...names: string[]) => join(directory, 'data', ...names);

beforeAll(async () => {
  postgres = await startPostgres();
  catalogue = await postgres.database();
  await catalogue.pool.query(
    `insert into ward (id, name, begun_at_ms) values ('ward_00000000000000000000000000', 'Phường 7', 0)`,
  );
  directory = await mkdtemp(join(tmpdir(), 'next-log-'));
  await mkdir(data('spool'), { recursive: true });
  await writeFile(data('spool', 'node-id'), nodeId);
  await makeLogKey(data('keys'), testOrigin);
  await writeFile(data('keys', 'statement'), statementKey);
  await new PostgresKeyBook(catalogue.db).keep(checkOf('statement', statementKey), 0);
});

afterAll(async () => {
  await rm(directory, { recursive: true });
  await catalogue?.close();
  await postgres?.stop();
});

const run = (...args: string[]) =>
  runCommand(['log', ...args], {
    env: { DATABASE_URL: catalogue.url, MINHCHUNG_DATA_DIR: data() },
  });

const state = (origin: string, ...facts: Fact[]) =>
  catalogue.db.transaction().execute((trx) => aScribe(clock, { origin }).state(trx, ...facts));

/** As a process just started, which works with the keys that are there. */
async function sealed(): Promise<Sealing> {
  const key = await readLogKey(data('keys'));
  if (!key) throw new Error('no key');
  const origin = key.verifier.name;
  const store = await openDiskStore({ directory: data('store'), nodeId });
  const memory = await DiskSignerMemory.open(data('signer'));
  try {
    const outbox = new PostgresOutbox(catalogue.db, logNumberOf(origin));
    const earlier = (await readReplacedVerifiers(data('keys'))).map(({ name }) => name);
    const folder = new LogFolder(store, origin);
    return await new Signer({ outbox, memory, folder, key, earlier, statementKey, clock }).seal();
  } finally {
    await memory.close();
  }
}

async function logOf(keys: string): Promise<SignedLog> {
  const store = await openDiskStore({ directory: data('store'), nodeId });
  return {
    key: () => readLogVerifier(keys),
    earlier: () => readReplacedVerifiers(keys),
    filesOf: (origin) => readLogFile(store, origin),
  };
}

/** An auditor follows a log by its files and its public key; answers the exit status and the codes of the alarms. */
async function monitored(origin: string, keys: string) {
  const place = ['--log', data('store', 'objects', 'log', origin), '--key', join(keys, 'log.vkey')];
  const memory = ['--memory', join(directory, 'monitor.json')];
  const { status, out, err } = await run('monitor', '--json', ...place, ...memory);
  return [status, ...[...out.matchAll(/"code":"([^"]+)"/g)].map(([, code]) => code), ...(err ? [err] : [])];
}

/** Of a request, for a process that was just started: the step that its newest record tells of. */
async function newestStep(id: string, keys = data('keys')) {
  const newest = new NewestRequests({ log: await logOf(keys), statementKey, clock });
  const leafOf = async (seq: number) => {
    const [found] = await findRecords(catalogue.db, [{ chain: `req/${id}`, seq }]);
    return found?.at;
  };
  const record = await newest.of({ id: id as RequestId, leafOf }, true);
  return typeof record === 'string' ? record : record.act;
}

/** What a process of this key folder believes of the records of a chain. */
async function standings(chain: string, last: number, keys = data('keys')) {
  const records = new ProvenRecords({ log: await logOf(keys), statementKey });
  const places = Array.from({ length: last }, (_, at) => ({ chain, seq: at + 1 }));
  const found = await records.at(places, (asked) => findRecords(catalogue.db, asked));
  return found.map((each) => each && (each.isSealed ? 'sealed' : 'pending'));
}

describe('when the memory of the signer is lost, and no witness is there', () => {
  it('ends the log, opens the next one with a link, and goes on behind the ends of all chains', async () => {
    await state(testOrigin, aRequest('req_1', 'file'), aPicture('cam_1', 1), aGap('cam_1'));
    expect(await sealed()).toMatchObject({ size: 3, refused: [] });
    expect(await monitored(testOrigin, data('keys'))).toEqual([0]);
    await state(testOrigin, aRequest('req_1', 'approve'), aPicture('cam_1', 2));
    expect(await sealed()).toMatchObject({ size: 5 });
    expect(await run('continue', '--open-next')).toMatchObject({
      status: 1,
      err: expect.stringContaining('the memory of the signer is here') as string,
    });
    await state(testOrigin, aLook('req_1'), aGap('cam_1'));
    await cp(data('keys'), join(directory, 'old-keys'), { recursive: true });
    await rename(data('signer'), join(directory, 'old-signer'));

    await expect(sealed()).rejects.toMatchObject({ code: 'log-memory-lost' });
    expect(await run('continue', '--memory-lost')).toMatchObject({
      status: 1,
      err: expect.stringContaining('--open-next') as string,
    });
    const { out: head } = await run('head');
    const refused = [
      ['a head', '--head: a line'],
      [head.replace(testOrigin, 'x/evidence/01'), '--head: it is of x/evidence/01'],
      [head.replace(' 5 ', ' 6 '), 'has 6 leaves, and the stored log has 5'],
      [head.replace(' 5 ', ' 4 '), 'does not begin as it was'],
    ] as const;
    for (const [line, why] of refused) {
      const { status, err } = await run('continue', '--open-next', '--head', line);
      expect([status, err]).toEqual([1, expect.stringContaining(why)]);
    }
    const opened = await run('continue', '--open-next', '--head', head.trim());
    expect(opened).toMatchObject({
      status: 0,
      out: expect.stringContaining(`opened: ${nextOrigin}`) as string,
    });
    expect((await readLogKey(data('keys')))?.verifier.name).toBe(nextOrigin);

    await state(nextOrigin, aLook('req_1'), aGap('cam_1'), aPicture('cam_1', 3));
    // What waited in the log before is sealed here.
    expect(await sealed()).toEqual({ size: 7, sealed: 5, refused: [] });
    expect(await standings('req/req_1', 4)).toEqual(['sealed', 'sealed', 'sealed', 'sealed']);
    expect(await standings('stream/cam_1/main', 3)).toEqual(['sealed', 'sealed', 'sealed']);
  });

  it('shows the next log from its link on, and finds both whole, chains and catalogue', async () => {
    const tail = await run('tail', '--json');
    const leaves = tail.out
      .split('\n')
      .flatMap((line) => (line ? [JSON.parse(line) as { type: string }] : []));
    expect(leaves.map(({ type }) => type).slice(0, 3)).toEqual(['link', 'key', 'acc']);
    const audit = await run('audit', '--json');
    const lines = audit.out.split('\n').flatMap((line) => (line ? [JSON.parse(line) as object] : []));
    expect(lines).toEqual([
      { log: testOrigin, leaves: 5, catalogue: 'compared', findings: 0 },
      { log: nextOrigin, leaves: 7, catalogue: 'compared', findings: 0 },
    ]);
  });

  it('is followed by an auditor, who is sent from the log before to the next one', async () => {
    const [, error] = await monitored(nextOrigin, data('keys'));
    expect(error).toContain('ended at 5: follow it to its end first');
    expect(await monitored(testOrigin, join(directory, 'old-keys'))).toEqual([1, 'log-continued']);
    expect(await monitored(nextOrigin, data('keys'))).toEqual([1, 'log-opened-anew', 'key-changed']);
    expect(await monitored(nextOrigin, data('keys'))).toEqual([0]);
  });

  it('opens what a request of the log before was approved for, where the new key is', async () => {
    expect(await newestStep('req_1')).toBe('approve');
    await expect(newestStep('req_1', join(directory, 'old-keys'))).rejects.toMatchObject({
      code: 'log-key-not-here',
    });
  });

  it('is not believed by a host that has the key of before alone, which asks for the new one', async () => {
    const old = join(directory, 'old-keys');
    expect(await standings('req/req_1', 2, old)).toEqual(['sealed', 'sealed']);
    await expect(standings('req/req_1', 3, old)).rejects.toMatchObject({ code: 'log-key-not-here' });
  });

  it('believes no leaf of a log that the ward never had', async () => {
    await catalogue.pool.query('update log_leaf set log = 7 where log = 2 and leaf = 2');
    expect(await standings('req/req_1', 3)).toEqual(['sealed', 'sealed', undefined]);
    await catalogue.pool.query('update log_leaf set log = 2 where log = 7');
  });

  it('goes on with a catalogue of before the next log, which learns of the leaves of both', async () => {
    const dump = await dumpOf(catalogue);
    await catalogue.pool.query(`
      delete from log_leaf where log = 2 or leaf > 2; delete from log_sealed where log = 2;
      update log_sealed set size = 3; delete from evidence_log`);
    expect(await run('continue')).toMatchObject({ status: 0 });
    expect(await sealed()).toEqual({ size: 7, sealed: 0, refused: [] });
    expect(await standings('stream/cam_1/main', 3)).toEqual(['sealed', 'sealed', 'sealed']);
    expect((await run('audit', '--json')).status).toBe(0);
    await restoreInto(catalogue, dump);
  });

  it('stops by the memory of the log before, and says what was lost', async () => {
    const kept = join(directory, 'kept-signer');
    await rename(data('signer'), kept);
    await cp(join(directory, 'old-signer'), data('signer'), { recursive: true });
    await expect(sealed()).rejects.toMatchObject({
      code: 'log-memory-lost',
      message: `the memory of the signer is of ${testOrigin}`,
    });
    await rm(data('signer'), { recursive: true });
    await rename(kept, data('signer'));
    expect(await sealed()).toMatchObject({ sealed: 0, refused: [] });
  });

  it('opens a third one behind both, when it is lost again', async () => {
    await rm(data('signer'), { recursive: true });
    expect(await run('continue', '--open-next')).toMatchObject({
      status: 0,
      out: expect.stringContaining(`opened: ${originBeside(testOrigin, 3)}`) as string,
    });
    await state(originBeside(testOrigin, 3), aLook('req_1'), aGap('cam_1'));
    expect(await sealed()).toEqual({ size: 4, sealed: 2, refused: [] });
    expect(await standings('req/req_1', 5)).toEqual(Array.from({ length: 5 }, () => 'sealed'));
    expect((await run('audit', '--json')).status).toBe(0);
  });
});
