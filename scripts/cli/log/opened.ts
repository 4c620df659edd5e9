import { join } from 'node:path';
import { loadConfig } from '../../../config/load.ts';
import { readLogVerifier, readReplacedVerifiers } from '../../../src/adapters/disk/log-key.ts';
import { readNodeId } from '../../../src/adapters/disk/node-id.ts';
import { keyFolderOf } from '../../../src/compose/keys.ts';
import { foundStore } from '../../../src/compose/store.ts';
import { AppError, systemClock } from '../../../src/core/index.ts';
import {
  type Checkpoint,
  openCheckpoint,
  type ReadTile,
  StoredTree,
  type VerifierKey,
} from '../../../src/log/index.ts';
import { readLogFile } from '../../../src/objects/index.ts';

/** The stored log, at its newest checkpoint. */
export interface StoredLog {
  readonly key: VerifierKey;
  /** The signed note. */
  readonly note: Uint8Array;
  readonly checkpoint: Checkpoint;
  readonly tree: StoredTree;
  readonly read: ReadTile;
}

/** Errors: `not-found` `log-key-missing`. */
export async function logKeyHere(): Promise<VerifierKey> {
  const key = await readLogVerifier(keyFolderOf(loadConfig().dataDir));
  if (key) return key;
  throw new AppError(
    'not-found',
    'log-key-missing',
    'no key of an evidence log is here; the signer makes it at its start',
  );
}

/** The keys that the log had before, by which earlier checkpoints are checked; the newest first. */
export const replacedKeysHere = async (): Promise<VerifierKey[]> =>
  (await readReplacedVerifiers(keyFolderOf(loadConfig().dataDir))).toReversed();

/** Opens the log by the key file, never by the catalogue. Errors: `not-found` `log-empty`; those of key, store and checkpoint. */
export async function storedLogHere(): Promise<StoredLog> {
  const config = loadConfig();
  const key = await logKeyHere();
  const nodeId = await readNodeId(join(config.dataDir, 'spool', 'node-id'), systemClock.nowMs());
  const read = readLogFile(await foundStore(config, nodeId), key.name);
  const note = await read('checkpoint');
  if (!note) throw new AppError('not-found', 'log-empty', `nothing is sealed in ${key.name} yet`);
  const { checkpoint } = openCheckpoint(note, key);
  return { key, note, checkpoint, read, tree: new StoredTree(checkpoint.size, read) };
}
