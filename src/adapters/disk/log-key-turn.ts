import { generateKeyPairSync } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/index.ts';
import {
  formatNoteKey,
  formatVerifierKey,
  type KeyChange,
  keyChangeIn,
  type NoteKey,
  noteKey,
} from '../../log/index.ts';
import type { KeyTurn } from '../../signer/index.ts';
import { syncDirectory } from './durable-file.ts';
import { readLogKey, readNoteKey } from './log-key.ts';
import { readIfThere, readOrCreate } from './read-or-create.ts';
import { replaceFile } from './replaced-file.ts';

const names = {
  private: 'log-signer',
  public: 'log.vkey',
  next: 'log-signer.next',
  /** Is there when others may have the key that is to be replaced. */
  leaked: 'log-leaked',
  /** The record of a change that is under way. */
  change: 'log-change',
  changed: (seq: number) => `log-change-${seq}.json`,
  /** The public key that the change with that number replaced. */
  replaced: (seq: number) => `log-${seq}.vkey`,
};

/** The key that is to take the place of the log's; made where none lies ready. Errors: `internal` `log-key-damaged`. */
export async function makeNextLogKey(keyFolder: string, origin: string): Promise<NoteKey> {
  const made = () => formatNoteKey(noteKey(origin, generateKeyPairSync('ed25519').privateKey));
  await readOrCreate(join(keyFolder, names.next), () => Buffer.from(`${made()}\n`));
  const next = await readNextLogKey(keyFolder);
  if (next) return next;
  throw new AppError(
    'conflict',
    'log-key-turned',
    'the signer has just taken the next key: ask for another one if you want it',
  );
}

/** Says, before the next key is made, that others may have the one that is in use. Errors: `conflict` `log-key-waits`. */
export async function markLeaked(keyFolder: string): Promise<void> {
  if ((await readNextLogKey(keyFolder)) && !(await isMarkedLeaked(keyFolder)))
    throw new AppError(
      'conflict',
      'log-key-waits',
      'a change of the key waits for the signer already, without that mark: let the signer take it, and rotate again',
    );
  await replaceFile(
    join(keyFolder, names.leaked),
    Buffer.from('the key log-signer may be known to others\n'),
  );
}

export const isMarkedLeaked = async (keyFolder: string): Promise<boolean> =>
  (await readIfThere(join(keyFolder, names.leaked))) !== undefined;

/** The key that lies ready; `undefined` where none does. Errors: `internal` `log-key-damaged`. */
export const readNextLogKey = (keyFolder: string): Promise<NoteKey | undefined> =>
  readNoteKey(join(keyFolder, names.next));

/** The change that is under way; `undefined` where none is. Errors: those of `keyChangeIn`. */
export async function readKeyChange(keyFolder: string): Promise<KeyChange | undefined> {
  const record = await readIfThere(join(keyFolder, names.change));
  return record && keyChangeIn(record);
}

/**
 * The files of the key folder while the key changes: the next key becomes `log-signer` and `log.vkey`, the public key of before
 * `log-1.vkey`, the record of the change `log-change-1.json`, each with the number of the change. The old private key is gone then.
 */
export class DiskKeyTurn implements Omit<KeyTurn, 'next' | 'state'> {
  constructor(private readonly keyFolder: string) {}

  keep = (record: Uint8Array): Promise<void> => replaceFile(this.at(names.change), record);

  kept = (): Promise<Uint8Array | undefined> => readIfThere(this.at(names.change));

  async find(verifier: string): Promise<NoteKey | undefined> {
    const keys = [await readNextLogKey(this.keyFolder), await readLogKey(this.keyFolder)];
    return keys.find((key) => key && formatVerifierKey(key.verifier) === verifier);
  }

  /** Whoever has read the public key before reads it again where it does not fit any more. */
  async finish(record: Uint8Array): Promise<void> {
    const change = keyChangeIn(record);
    if (!change) return;
    await replaceFile(this.at(names.public), Buffer.from(`${change.new}\n`));
    await rm(this.at(names.leaked), { force: true });
    if (await this.isNext(change.new)) await rename(this.at(names.next), this.at(names.private));
    await replaceFile(this.at(names.replaced(change.seq)), Buffer.from(`${change.old}\n`));
    await rename(this.at(names.change), this.at(names.changed(change.seq)));
    await syncDirectory(this.keyFolder);
  }

  private async isNext(verifier: string): Promise<boolean> {
    const next = await readNextLogKey(this.keyFolder);
    return next !== undefined && formatVerifierKey(next.verifier) === verifier;
  }

  private at = (name: string): string => join(this.keyFolder, name);
}
