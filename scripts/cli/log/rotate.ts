import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadConfig } from '../../../config/load.ts';
import { readLogKey, readLogVerifier, readOtherVerifiers } from '../../../src/adapters/disk/log-key.ts';
import { makeNextLogKey, markLeaked } from '../../../src/adapters/disk/log-key-turn.ts';
import { DiskSignerMemory } from '../../../src/adapters/disk/signer-memory.ts';
import { keyFolderOf } from '../../../src/compose/keys.ts';
import { AppError, notFound } from '../../../src/core/index.ts';
import { formatVerifierKey, keyFingerprint, type NoteKey } from '../../../src/log/index.ts';
import { refuseSharedKey } from '../../../src/signer/index.ts';

/** A signer at work takes the key with its next round: each minute. */
const waitedMs = 120_000;

/**
 * Makes the key that takes the place of the log's, and waits for a signer at work to take it. A second call before that answers
 * the same key. `isLeaked`: others may have the key of before. Errors: `log-key-missing` (not-found) where no signer has its keys;
 * `log-key-refused`, `log-key-turned`, `log-key-waits` (conflict).
 */
export async function rotateLogKey({ isLeaked }: { readonly isLeaked: boolean }) {
  const { dataDir } = loadConfig();
  const folder = keyFolderOf(dataDir);
  const old = await ownKeyIn(folder, dataDir);
  if (isLeaked) await markLeaked(folder);
  const next = await makeNextLogKey(folder, old.verifier.name);
  refuseSharedKey(next, old.verifier.name, [old.verifier, ...(await readOtherVerifiers(folder))]);
  const isTaken = (await isSignerAtWork(dataDir)) && (await isTakenSoon(folder, next));
  return {
    log: old.verifier.name,
    key: formatVerifierKey(next.verifier),
    fingerprint: keyFingerprint(next.verifier),
    before: keyFingerprint(old.verifier),
    state: isTaken ? 'in use' : 'waits for the signer: it takes the key at its next start',
  };
}

/** What a person has to do with the new key. */
export const afterRotation = `Print the new fingerprint, and give it to whoever has the one of before; keep both.
- on this host: minhchung keys backup FILE, which replaces the backup of before
- on every further host of the service: minhchung keys restore FILE --replace
- each witness: minhchung witness know KEY
- each policy of minhchung verify, and the file that minhchung log monitor has as --key: the new key or fingerprint
Bundles and checkpoints of before stay valid under the fingerprint of before.`;

/** The same, where others may have the key of before. */
export const afterLeak = `Whoever verifies by the fingerprint of before is warned, but a thief can sign what does not warn: so tell everybody who has it.
- each witness: take the old key out of the file logs
- compare heads that left before (mail, paper, witness) with the log: minhchung log consistency FILE`;

async function ownKeyIn(folder: string, dataDir: string): Promise<NoteKey> {
  const key = existsSync(join(dataDir, 'signer')) ? await readLogKey(folder) : undefined;
  if (key) return key;
  throw notFound(
    'log-key-missing',
    `${dataDir} has no key and no memory of a signer: run this where the signer runs, after its first start`,
  );
}

async function isSignerAtWork(dataDir: string): Promise<boolean> {
  try {
    await (await DiskSignerMemory.open(join(dataDir, 'signer'))).close();
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === 'signer-locked') return true;
    throw error;
  }
}

async function isTakenSoon(folder: string, { verifier }: NoteKey): Promise<boolean> {
  for (let ms = 0; ms < waitedMs; ms += 500) {
    if ((await readLogVerifier(folder))?.keyId === verifier.keyId) return true;
    await delay(500);
  }
  return false;
}
