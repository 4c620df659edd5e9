import { generateKeyPairSync } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/index.ts';
import {
  formatNoteKey,
  formatVerifierKey,
  type NoteKey,
  noteKey,
  parseNoteKey,
  parseVerifierKey,
  type VerifierKey,
} from '../../log/index.ts';
import { readIfThere, readOrCreate } from './read-or-create.ts';

const privateName = 'log-signer';
const publicName = 'log.vkey';

/**
 * The key that signs the log, from the key folder; `undefined` before it is made. The signer alone reads it.
 * Errors: `internal` `log-key-damaged`.
 */
export const readLogKey = (keyFolder: string): Promise<NoteKey | undefined> =>
  readNoteKey(join(keyFolder, privateName));

/** A key in that file. Errors: `internal` `log-key-damaged`. */
export async function readNoteKey(path: string): Promise<NoteKey | undefined> {
  const text = await readIfThere(path);
  return text && undamaged(path, () => parseNoteKey(text.toString('utf8').trim()));
}

/** Makes it for the log of that name, unless there is one; answers it. Its public half lies beside it, for everybody. */
export async function makeLogKey(keyFolder: string, origin: string): Promise<NoteKey> {
  const path = join(keyFolder, privateName);
  const bytes = await readOrCreate(path, () => {
    const made = noteKey(origin, generateKeyPairSync('ed25519').privateKey);
    return Buffer.from(`${formatNoteKey(made)}\n`);
  });
  const key = undamaged(path, () => parseNoteKey(bytes.toString('utf8').trim()));
  await readOrCreate(join(keyFolder, publicName), () => Buffer.from(`${formatVerifierKey(key.verifier)}\n`));
  return key;
}

/** The key by which the log is checked; `undefined` before there is one. Errors: `internal` `log-key-damaged`. */
export const readLogVerifier = (keyFolder: string): Promise<VerifierKey | undefined> =>
  readVerifier(join(keyFolder, publicName));

/** The keys that the log had before, the first one first. Errors: `internal` `log-key-damaged`. */
export async function readReplacedVerifiers(keyFolder: string): Promise<VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for (let seq = 1; ; seq++) {
    const key = await readVerifier(join(keyFolder, `log-${seq}.vkey`));
    if (!key) return keys;
    keys.push(key);
  }
}

/** The public keys in the folder that are not the log's own: of other purposes, and those that the log had before. Errors: `internal` `log-key-damaged`. */
export async function readOtherVerifiers(keyFolder: string): Promise<VerifierKey[]> {
  const names = (await readdir(keyFolder)).filter((name) => name.endsWith('.vkey') && name !== publicName);
  const keys = await Promise.all(names.map((name) => readVerifier(join(keyFolder, name))));
  return keys.filter((key) => key !== undefined);
}

async function readVerifier(path: string): Promise<VerifierKey | undefined> {
  const text = await readIfThere(path);
  return text && undamaged(path, () => parseVerifierKey(text.toString('utf8').trim()));
}

/** Parses the text of a key file. Errors: `internal` `log-key-damaged`. */
export function undamaged<Key>(path: string, parse: () => Key): Key {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('internal', 'log-key-damaged', `${path} holds no key of Ed25519 in its text form`);
  }
}
