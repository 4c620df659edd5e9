import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { makeLogKey } from '../../../src/adapters/disk/log-key.ts';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { PostgresDepartures } from '../../../src/adapters/postgres/log/departures.ts';
import { witnessHandler } from '../../../src/adapters/witness/witness-handler.ts';
import type { Services } from '../../../src/compose/services.ts';
import { headLeftAtMs } from '../../../src/compose/witnesses.ts';
import { newId, type SiteId, silentLog, type WardId } from '../../../src/core/index.ts';
import { formatVerifierKey, openCheckpoint, type VerifierKey } from '../../../src/log/index.ts';
import { LogFolder } from '../../../src/signer/index.ts';
import { Witness } from '../../../src/witness/index.ts';
import { startSigning } from '../../../workers/roles/sign.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { keysOf } from '../../support/log-files.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, statementKey, testOrigin } from '../../support/scribe.ts';
import { aGap } from '../../support/signing-desk.ts';
import { KeptCheckpoints, witnessKey } from '../../support/witnessed-log.ts';

const clock = new HandClock();
const scribe = aScribe(clock);
const nodeId = newId('node', 0);
let postgres: TestPostgres;
let catalogue: TestDatabase;
let directory: string;
let logKey: VerifierKey;
let isServing = true;

const server = createServer((request, response) => {
  if (isServing) handle(request, response);
  else request.socket.destroy();
});
let handle: ReturnType<typeof witnessHandler>;

beforeAll(async () => {
  postgres = await startPostgres();
  catalogue = await postgres.database();
  directory = await mkdtemp(join(tmpdir(), 'signing-role-'));
  logKey = (await makeLogKey(join(directory, 'data', 'keys'), testOrigin)).verifier;
  const { privateKey } = keysOf('2'.repeat(64));
  const memory = new KeptCheckpoints();
  const witness = new Witness({ key: witnessKey, privateKey, logs: [logKey], memory, clock });
  handle = witnessHandler({ witness, log: silentLog, admits: () => true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(
    join(directory, 'policy'),
    `log ${formatVerifierKey(logKey)}\nwitness w1 ${formatVerifierKey(witnessKey)} ${url}\nquorum w1\n`,
  );
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true });
  await catalogue?.close();
  await postgres?.stop();
});

const store = () => openDiskStore({ directory: join(directory, 'data', 'store'), nodeId });
const config = () =>
  loadConfig({
    MINHCHUNG_DATA_DIR: join(directory, 'data'),
    MINHCHUNG_LOG_POLICY: join(directory, 'policy'),
  });

/** A signing worker that was just started. */
async function startRole() {
  const role = await startSigning({
    config: config(),
    db: catalogue.db,
    clock,
    log: silentLog,
    scribe,
    store: await store(),
    siteId: 'ward' as SiteId,
    wardId: 'ward_test' as WardId,
    key: async () => statementKey,
  } as unknown as Services);
  const [sealing] = role.processors;
  if (!sealing) throw new Error('the role has no job');
  return { ...role, seal: () => sealing.process({}, { number: 1, isLast: true } as never) };
}

const state = () => catalogue.db.transaction().execute((trx) => scribe.state(trx, aGap('cam_1')));

/** The stored checkpoint: its leaves, and who cosigned it. */
async function stored() {
  const note = (await new LogFolder(await store(), testOrigin).note()) ?? Buffer.of();
  const { checkpoint, witnesses } = openCheckpoint(note, logKey, [witnessKey]);
  return { size: checkpoint.size, witnesses: witnesses.map(({ key }) => key.name) };
}

describe('when the settings name a witness', () => {
  it('has each checkpoint cosigned after it is sealed, and knows when it left', async () => {
    const before = await headLeftAtMs({ config: config(), db: catalogue.db });
    expect(before).toBeUndefined();
    await state();
    const role = await startRole();
    await role.seal();
    await role.stop();
    // A record, and the hourly one of the service.
    expect(await stored()).toEqual({ size: 2, witnesses: ['witness.example/w1'] });
    const left = { way: 'witness', size: 2, leftAtMs: clock.nowMs() };
    expect(await new PostgresDepartures(catalogue.db).newest()).toEqual([left]);
    expect(await headLeftAtMs({ config: config(), db: catalogue.db })).toBe(clock.nowMs());
  });

  it('seals while the witness is away', async () => {
    isServing = false;
    const role = await startRole();
    await state();
    await role.seal();
    await role.stop();
    expect(await stored()).toEqual({ size: 3, witnesses: [] });
    isServing = true;
  });

  it('seals nothing once the witness knows more leaves than a log that was set back', async () => {
    const copy = join(directory, 'copy');
    await cp(join(directory, 'data'), copy, { recursive: true });
    const role = await startRole();
    await state();
    await role.seal();
    await role.stop();
    expect(await stored()).toEqual({ size: 4, witnesses: ['witness.example/w1'] });
    await rm(join(directory, 'data'), { recursive: true });
    await cp(copy, join(directory, 'data'), { recursive: true });
    await sql`delete from log_leaf where leaf >= 3`.execute(catalogue.db);
    await sql`update log_sealed set size = 3`.execute(catalogue.db);
    await state();
    const after = await startRole();
    await expect(after.seal()).rejects.toMatchObject({ code: 'log-behind-witness' });
    expect(after.tells?.()).toEqual({ signer: { stop: 'log-behind-witness' } });
    await after.stop();
    expect(await stored()).toEqual({ size: 3, witnesses: [] });
  });

  it('does not start with a policy that it cannot read', async () => {
    await writeFile(join(directory, 'policy'), 'quorum nobody\n');
    await expect(startRole()).rejects.toMatchObject({ code: 'policy-unusable' });
  });
});
