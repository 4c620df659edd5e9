import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeLogKey, readLogVerifier, readReplacedVerifiers } from '../../../src/adapters/disk/log-key.ts';
import { DiskKeyTurn, makeNextLogKey, readNextLogKey } from '../../../src/adapters/disk/log-key-turn.ts';
import { logKeysIn } from '../../../src/compose/key-turn.ts';
import {
  formatNoteKey,
  formatVerifierKey,
  keyChangeIn,
  laterKey,
  type NoteKey,
  noteKey,
  openChainEnd,
  openCheckpoint,
} from '../../../src/log/index.ts';
import { type KeyTurn, ownKey, refuseSharedKey, type Signer } from '../../../src/signer/index.ts';
import { keysOf } from '../../support/log-files.ts';
import {
  aGap,
  aLook,
  aRelease,
  aRequest,
  deskOrigin,
  SignerCrash,
  SigningDesk,
} from '../../support/signing-desk.ts';

let folder: string;
let desk: SigningDesk;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turning-'));
  desk = new SigningDesk();
});
afterEach(() => rm(folder, { recursive: true }));

/** The key folder and the catalogue, where each step may be the last. */
function turn(): KeyTurn {
  const files = new DiskKeyTurn(folder);
  const { acts } = desk;
  return {
    next: () => readNextLogKey(folder),
    state: async (keys) => {
      if (!desk.outbox.rows.some(({ chain }) => chain === 'key/log'))
        await acts.act(() => void desk.stateKeyChange(keys));
    },
    keep: (record) => acts.act(() => files.keep(record)),
    kept: files.kept,
    find: (verifier) => files.find(verifier),
    finish: (record) => acts.act(() => files.finish(record)),
  };
}

/** As a process just started. */
async function signer(): Promise<Signer> {
  return desk.signer(512, await ownKey(logKeysIn(folder), desk.folder, desk.memory), turn());
}

const ofAccess = ['req/req_1', 'hold/hold_1', 'req/req_2'];

/** A log with requests and holds, and the key that has signed it. */
async function begun(): Promise<NoteKey> {
  const key = await makeLogKey(folder, deskOrigin);
  desk.state(aRequest('req_1', 'file'));
  desk.state(aRelease('hold_1'));
  desk.state(aRequest('req_2', 'file'));
  await (await signer()).seal();
  return key;
}

const openedBy = async (key: NoteKey) => openCheckpoint(await desk.object('checkpoint'), key.verifier);
const endBy = async (key: NoteKey, chain: string) =>
  openChainEnd(await desk.object(`chains/${chain}`), key.verifier, chain);

/** Whoever takes the key from the folder opens the newest head and every end, whatever the signer was about to do. */
async function expectReadable(): Promise<void> {
  const verifier = await readLogVerifier(folder);
  if (!verifier) throw new Error('no key is there');
  openCheckpoint(await desk.object('checkpoint'), verifier);
  for (const chain of ofAccess) openChainEnd(await desk.object(`chains/${chain}`), verifier, chain);
}

/** The log goes on under the new key alone, whole; whoever has the old one is led to the new one. */
async function expectTurned(old: NoteKey, next: NoteKey): Promise<void> {
  desk.state(aLook('req_1'));
  await (await signer()).seal();
  expect(await desk.leaves(next)).toHaveLength(desk.stated.size);
  expect(desk.outbox.rows).toEqual([]);
  await expect(openedBy(old)).rejects.toMatchObject({ code: 'note-not-trusted' });
  for (const chain of ofAccess) expect((await endBy(next, chain)).chain).toBe(chain);
  expect(await laterKey(old.verifier, desk.folder.read)).toMatchObject({
    key: { keyId: next.verifier.keyId },
  });
  expect((await readReplacedVerifiers(folder)).map(formatVerifierKey)).toEqual([
    formatVerifierKey(old.verifier),
  ]);
  expect(await readLogVerifier(folder)).toEqual(next.verifier);
  expect((await readdir(folder)).sort()).toEqual([
    'log-1.vkey',
    'log-change-1.json',
    'log-signer',
    'log.vkey',
  ]);
}

describe('when the key of the log changes', () => {
  it('states who takes the place of whom, under both signatures, and goes on under the new key', async () => {
    const old = await begun();
    const next = await makeNextLogKey(folder, deskOrigin);
    expect(await (await signer()).seal()).toEqual({ size: 4, sealed: 1, refused: [] });
    expect(keyChangeIn((await desk.leaves(next)).at(-1) ?? Buffer.of())).toMatchObject({
      use: 'log',
      seq: 1,
      old: formatVerifierKey(old.verifier),
      new: formatVerifierKey(next.verifier),
    });
    // Whoever read the old key a moment ago still reads this head and these ends.
    expect((await openedBy(old)).checkpoint.size).toBe(4);
    for (const chain of ofAccess) for (const key of [old, next]) await endBy(key, chain);
    await expectTurned(old, next);
  });

  it('changes again, and whoever has the first key is led over both changes', async () => {
    const first = await begun();
    await makeNextLogKey(folder, deskOrigin);
    const running = await signer();
    await running.seal();
    const third = await makeNextLogKey(folder, deskOrigin);
    desk.state(aGap('cam_1'));
    expect(await running.seal()).toEqual({ size: 6, sealed: 2, refused: [] });
    expect((await laterKey(first.verifier, desk.folder.read))?.key).toEqual(third.verifier);
    expect(await laterKey(third.verifier, desk.folder.read)).toBeUndefined();
    expect(await readReplacedVerifiers(folder)).toHaveLength(2);
  });

  it('is killed at any step, and the next start ends with the same', async () => {
    for (let step = 0, wasKilled = true; wasKilled; step++) {
      desk = new SigningDesk();
      const old = await begun();
      const next = await makeNextLogKey(folder, deskOrigin);
      desk.state(aRequest('req_1', 'approve'));
      wasKilled = await killedAt(step);
      await expectReadable();
      await (await signer()).seal();
      await expectTurned(old, next);
      expect([...desk.stated.keys()].filter((place) => place.startsWith('key/log'))).toHaveLength(1);
      for (const name of await readdir(folder)) await rm(join(folder, name));
      expect(step).toBeLessThan(60);
    }
  });

  it.each([
    ['the public key was put down', ['public']],
    ['the private one, too', ['public', 'private']],
    ['the old one was put beside it', ['public', 'private', 'replaced']],
  ])('is killed in the key folder after %s, and the next start ends with the same', async (_, done) => {
    const old = await begun();
    const next = await makeNextLogKey(folder, deskOrigin);
    await killedAtFinish();
    if (done.includes('public')) await put('log.vkey', formatVerifierKey(next.verifier));
    if (done.includes('private')) await rename(join(folder, 'log-signer.next'), join(folder, 'log-signer'));
    if (done.includes('replaced')) await put('log-1.vkey', formatVerifierKey(old.verifier));
    await expectReadable();
    await (await signer()).seal();
    await expectTurned(old, next);
  });

  it('takes no change that only the catalogue wants, or another one than the key folder wants', async () => {
    const old = await begun();
    const forged = noteKey(deskOrigin, keysOf('b6'.repeat(32)).privateKey);
    const wanted = { sealed: 0, refused: [{ chain: 'key/log', seq: 1, fault: 'key' }] };
    desk.stateKeyChange({ old, next: forged });
    expect(await (await signer()).seal()).toMatchObject(wanted);
    await makeNextLogKey(folder, deskOrigin);
    expect(await (await signer()).seal()).toMatchObject(wanted);
    await expect(openedBy(forged)).rejects.toMatchObject({ code: 'note-not-trusted' });
  });

  it('stops a signer with the keys of an older backup, and names the newer key', async () => {
    const old = await begun();
    await makeNextLogKey(folder, deskOrigin);
    await (await signer()).seal();
    desk.state(aGap('cam_1'));
    await (await signer()).seal();
    for (const name of await readdir(folder)) await rm(join(folder, name));
    await put('log-signer', formatNoteKey(old));
    await expect((await signer()).seal()).rejects.toMatchObject({
      code: 'log-key-refused',
      message: expect.stringMatching(
        /was replaced at .+ fingerprint [0-9a-f]{64}: restore the newer backup/,
      ) as string,
    });
  });

  it('never goes back to a key that was in use before', async () => {
    const old = await begun();
    await makeNextLogKey(folder, deskOrigin);
    await (await signer()).seal();
    const others = await logKeysIn(folder).others();
    expect(() => refuseSharedKey(old, deskOrigin, others)).toThrow('the key of the log was in use before');
  });
});

const put = (name: string, text: string) => writeFile(join(folder, name), `${text}\n`);

/** Seals, and is killed at that step, unless it needs fewer; answers whether it was. */
async function killedAt(step: number): Promise<boolean> {
  const running = await signer();
  desk.acts.crashAt(step, false);
  try {
    await running.seal();
    return false;
  } catch (error) {
    if (!(error instanceof SignerCrash)) throw error;
    return true;
  }
}

/** Killed before the first file of the key folder is another one. */
async function killedAtFinish(): Promise<void> {
  const key = await ownKey(logKeysIn(folder), desk.folder, desk.memory);
  const finish = () => Promise.reject(new SignerCrash());
  await expect(desk.signer(512, key, { ...turn(), finish }).seal()).rejects.toThrow(SignerCrash);
}
