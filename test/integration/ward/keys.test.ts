import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readKeyFolder, writeKeyFolder } from '../../../src/adapters/disk/key-folder.ts';
import { PostgresKeyBook } from '../../../src/adapters/postgres/ward/key-book.ts';
import { composeKeys, keyFolderOf } from '../../../src/compose/keys.ts';
import { HandClock, noonMs } from '../../support/hand-clock.ts';
import { startPostgres, type TestDatabase, type TestPostgres } from '../../support/postgres.ts';
import { runCommand } from '../operations/command-run.ts';

let postgres: TestPostgres;
let catalogue: TestDatabase;
let dataDir: string;
let folder: string;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  catalogue = await postgres.database();
  dataDir = await mkdtemp(join(tmpdir(), 'keys-'));
  folder = keyFolderOf(dataDir);
  return async () => {
    await catalogue.close();
    await rm(dataDir, { recursive: true });
  };
});

const keysAt = (place: string) => composeKeys(place, catalogue.db, new HandClock());

describe('when a data directory is put beside a catalogue', () => {
  it('is refused where it lacks a key or holds another one, and makes none; sessions may be new', async () => {
    const key = await keysAt(dataDir)('camera-credentials');
    await keysAt(dataDir)('sessions');
    const empty = join(dataDir, 'other');
    await expect(keysAt(empty)('camera-credentials')).rejects.toMatchObject({ code: 'key-missing' });
    await expect(stat(join(empty, 'keys', 'camera-credentials'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await keysAt(empty)('sessions')).toHaveLength(32);
    await writeFile(join(empty, 'keys', 'camera-credentials'), Buffer.alloc(32, 'another'));
    await expect(keysAt(empty)('camera-credentials')).rejects.toMatchObject({ code: 'key-not-ours' });
    expect(await keysAt(dataDir)('camera-credentials')).toEqual(key);
  });

  it('knows of which keys there is no backup', async () => {
    const book = new PostgresKeyBook(catalogue.db);
    await keysAt(dataDir)('camera-credentials');
    await keysAt(dataDir)('statement');
    expect(await book.unsaved()).toEqual(['camera-credentials', 'statement']);
    await book.backedUp(['statement', 'unknown'], noonMs);
    expect(await book.unsaved()).toEqual(['camera-credentials']);
    expect([await book.forget('statement'), await book.forget('statement')]).toEqual([true, false]);
  });
});

describe('when keys are put back into a folder', () => {
  it('leaves other keys as they are, unless it is told to keep them aside', async () => {
    const key = await keysAt(dataDir)('camera-credentials');
    const saved = await readKeyFolder(folder);
    await writeFile(join(folder, 'camera-credentials'), 'another');
    const put = (replace: boolean) => writeKeyFolder(folder, saved, { replace });
    await expect(put(false)).rejects.toMatchObject({ code: 'keys-differ' });
    expect(await readFile(join(folder, 'camera-credentials'), 'utf8')).toBe('another');
    expect(await put(true)).toEqual(['camera-credentials']);
    expect(await readFile(join(folder, 'camera-credentials'))).toEqual(key);
    const aside = (await readdir(folder)).find((name) => name.includes('.replaced-'));
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe('another');
    expect(await put(false)).toEqual([]);
  });
});

describe('when an admin backs keys up by the command', () => {
  it('brings them back to an empty directory, and takes no passphrase from an argument', async () => {
    const key = await keysAt(dataDir)('camera-credentials');
    const file = join(dataDir, 'backup');
    const [from, to] = [{ MINHCHUNG_DATA_DIR: dataDir }, { MINHCHUNG_DATA_DIR: join(dataDir, 'new') }];
    const input = 'mười hai chữ cái\n';
    const saved = await runCommand(['keys', 'backup', file, '--passphrase-fd', '0'], { env: from, input });
    expect([saved.status, saved.err]).toEqual([0, '']);
    expect(saved.out).toContain('1 keys are in');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const again = await runCommand(['keys', 'backup', file, '--passphrase-fd', '0'], { env: from, input });
    expect([again.status, again.err]).toEqual([1, `${file} exists already: name a new file\n`]);
    const back = await runCommand(['keys', 'restore', file, '--passphrase-fd', '0'], { env: to, input });
    expect([back.status, back.err]).toEqual([0, '']);
    expect(await keysAt(join(dataDir, 'new'))('camera-credentials')).toEqual(key);
    expect((await runCommand(['keys', 'restore', file], { env: to })).err).toContain('--passphrase-fd');
  });
});
