import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { readLogVerifier } from '../../../src/adapters/disk/log-key.ts';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { PostgresCataloguedLog } from '../../../src/adapters/postgres/log/catalogued-log.ts';
import type { Services } from '../../../src/compose/services.ts';
import { newId, type SiteId, silentLog, systemClock, type WardId } from '../../../src/core/index.ts';
import { keyChangeIn, keyFingerprint, openCheckpoint, recheckLog } from '../../../src/log/index.ts';
import { LogFolder } from '../../../src/signer/index.ts';
import { startSigning } from '../../../workers/roles/sign.ts';
import { collected } from '../../support/log-files.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { aScribe, statementKey, testOrigin } from '../../support/scribe.ts';
import { aGap } from '../../support/signing-desk.ts';
import { runCommand } from '../operations/command-run.ts';

const scribe = aScribe(systemClock);
const nodeId = newId('node', 0);
let postgres: TestPostgres;
let catalogue: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  postgres = await startPostgres();
  catalogue = await postgres.database();
  dataDir = await mkdtemp(join(tmpdir(), 'rotation-'));
  await mkdir(join(dataDir, 'spool'));
  await writeFile(join(dataDir, 'spool', 'node-id'), nodeId);
});
afterAll(async () => {
  await rm(dataDir, { recursive: true });
  await catalogue?.close();
  await postgres?.stop();
});

const store = () => openDiskStore({ directory: join(dataDir, 'store'), nodeId });
const keys = () => join(dataDir, 'keys');

/** A signing worker that was just started. */
async function startRole() {
  const role = await startSigning({
    config: loadConfig({ MINHCHUNG_DATA_DIR: dataDir }),
    db: catalogue.db,
    clock: systemClock,
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
const minhchung = (...args: string[]) => runCommand(args, { env: { MINHCHUNG_DATA_DIR: dataDir } });
const rotated = async (...args: string[]) =>
  JSON.parse((await minhchung('log', 'rotate', '--json', ...args)).out) as Rotated;

interface Rotated {
  readonly fingerprint: string;
  readonly before: string;
  readonly state: string;
}

async function stored() {
  const [verifier, note] = [
    await readLogVerifier(keys()),
    await new LogFolder(await store(), testOrigin).note(),
  ];
  if (!verifier || !note) throw new Error('nothing is sealed');
  return {
    fingerprint: keyFingerprint(verifier),
    checkpoint: openCheckpoint(note, verifier).checkpoint,
    note,
  };
}

describe('minhchung log rotate', () => {
  it('is refused where no signer has its key', async () => {
    expect(await minhchung('log', 'rotate')).toMatchObject({
      status: 1,
      err: expect.stringContaining('run this where the signer runs, after its first start') as string,
    });
  });

  it('makes one key, which a signer at work takes at once; log and catalogue say the same, and the log is whole', async () => {
    await state();
    const role = await startRole();
    await role.seal();
    const before = await stored();
    const asked = rotated();
    // The command waits for the signer, which looks at its next round.
    while ((await stored()).fingerprint === before.fingerprint) await role.seal();
    expect(await asked).toMatchObject({ before: before.fingerprint, state: 'in use' });
    expect((await asked).fingerprint).toBe((await stored()).fingerprint);
    await state();
    await role.seal();
    await role.stop();
    const { checkpoint } = await stored();
    const log = new PostgresCataloguedLog(catalogue.db);
    const { read } = new LogFolder(await store(), testOrigin);
    expect(await collected(recheckLog(checkpoint, read, log))).toEqual([]);
    const { rows } = await sql<{ leaf: number }>`
      select l.leaf from log_leaf l join log_chain c on c.no = l.chain where c.name = 'key/log'`.execute(
      catalogue.db,
    );
    expect(rows).toHaveLength(1);
    await writeFile(join(dataDir, 'kept'), before.note);
    expect(
      JSON.parse((await minhchung('log', 'consistency', join(dataDir, 'kept'), '--json')).out),
    ).toMatchObject({ from: before.checkpoint.size, to: checkpoint.size });
  });

  it('waits for the start of a signer that is stopped, answers the same key until then, and tells of a leak', async () => {
    const [first, again] = [await rotated('--leaked'), await rotated()];
    expect(again).toEqual(first);
    expect(first.state).toBe('waits for the signer: it takes the key at its next start');
    expect((await stored()).fingerprint).toBe(first.before);
    const role = await startRole();
    await role.seal();
    await role.stop();
    expect((await stored()).fingerprint).toBe(first.fingerprint);
    const change = await new LogFolder(await store(), testOrigin).read('keys/2.json');
    expect(keyChangeIn(change ?? Buffer.of())).toMatchObject({ seq: 2, leaked: 1 });
    expect(await readdir(keys())).not.toContain('log-leaked');
    const { out } = await minhchung('log', 'key', '--json');
    expect(JSON.parse(out)).toMatchObject({
      fingerprint: first.fingerprint,
      before: [first.before, expect.any(String)],
    });
  });
});
