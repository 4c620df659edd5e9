import { describe, expect, it } from 'vitest';
import { type KeyChange, type NoteKey, noteKey, type VerifierKey } from '../../../src/log/index.ts';
import { type LogKeys, ownKey } from '../../../src/signer/index.ts';
import { keysOf } from '../../support/log-files.ts';
import { aBeat, deskKey, deskOrigin, SigningDesk } from '../../support/signing-desk.ts';

const other = noteKey(deskOrigin, keysOf('b6'.repeat(32)).privateKey);

/** The key folder, in memory. */
class KeysInMemory implements LogKeys {
  made = 0;

  constructor(
    private readonly key?: NoteKey,
    private publicHalf: VerifierKey | undefined | null = key?.verifier,
    private readonly change?: KeyChange,
  ) {}

  read = async () => this.key;
  make = async () => {
    this.made += 1;
    this.publicHalf = deskKey.verifier;
    return deskKey;
  };
  verifier = async () => this.publicHalf ?? undefined;
  others = async () => [];
  turning = async () => this.change;
}

const begun = async () => {
  const desk = new SigningDesk();
  desk.state(aBeat());
  await desk.signer().seal();
  return desk;
};
const keyOf = ({ folder, memory }: SigningDesk, keys: LogKeys) => ownKey(keys, folder, memory);
const refused = (message: string) => ({ code: 'log-key-refused', message });

describe('when the signer looks for its key', () => {
  it('makes one where nothing was ever signed', async () => {
    const keys = new KeysInMemory();
    expect(await keyOf(new SigningDesk(), keys)).toBe(deskKey);
    expect(keys.made).toBe(1);
  });

  it('takes the one that is there', async () => {
    const keys = new KeysInMemory(deskKey);
    expect(await keyOf(await begun(), keys)).toBe(deskKey);
    expect(keys.made).toBe(0);
  });

  it('makes its public half, when a crash has left that out', async () => {
    const keys = new KeysInMemory(deskKey, null);
    expect(await keyOf(await begun(), keys)).toBe(deskKey);
    expect(keys.made).toBe(1);
  });

  it('makes none for a log that is not empty, whether store, memory or folder says so', async () => {
    const missing = refused('the key of the log is missing, and the log is not empty');
    const [whole, forgotten, unstored] = [await begun(), await begun(), await begun()];
    forgotten.memory.state = new SigningDesk().memory.state;
    unstored.store.objects.clear();
    for (const desk of [whole, forgotten, unstored])
      await expect(keyOf(desk, new KeysInMemory())).rejects.toMatchObject(missing);
    await expect(
      keyOf(new SigningDesk(), new KeysInMemory(undefined, deskKey.verifier)),
    ).rejects.toMatchObject(missing);
  });

  it('refuses one whose public half is not the one that all others check by', async () => {
    await expect(keyOf(await begun(), new KeysInMemory(deskKey, other.verifier))).rejects.toMatchObject(
      refused('log.vkey is not the public half of log-signer'),
    );
  });
});
