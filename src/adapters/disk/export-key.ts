import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { formatNoteKey, formatVerifierKey, type NoteKey, noteKey, parseNoteKey } from '../../log/index.ts';
import type { KeyFile } from '../../ward/index.ts';
import { undamaged } from './log-key.ts';
import { readIfThere, readOrCreate } from './read-or-create.ts';

/** File of the key that signs the manifests of exports; a new one gets that name. */
export function exportKeyFile(keyFolder: string, name: string): KeyFile {
  const path = join(keyFolder, 'export-signer');
  const made = () => formatNoteKey(noteKey(name, generateKeyPairSync('ed25519').privateKey));
  return {
    path,
    readIfThere: () => readIfThere(path),
    read: () => readOrCreate(path, () => Buffer.from(`${made()}\n`)),
  };
}

/** The key in such a file; its public half is put beside it, for everybody. Errors: `internal` `log-key-damaged`. */
export async function exportKeyOf(keyFolder: string, bytes: Uint8Array): Promise<NoteKey> {
  const text = Buffer.from(bytes).toString('utf8').trim();
  const key = undamaged(join(keyFolder, 'export-signer'), () => parseNoteKey(text));
  const publicHalf = Buffer.from(`${formatVerifierKey(key.verifier)}\n`);
  await readOrCreate(join(keyFolder, 'export.vkey'), () => publicHalf);
  return key;
}
