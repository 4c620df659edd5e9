import { join } from 'node:path';
import { loadConfig } from '../../../config/load.ts';
import { readLogVerifier, readReplacedVerifiers } from '../../../src/adapters/disk/log-key.ts';
import { readNodeId } from '../../../src/adapters/disk/node-id.ts';
import { keyFolderOf } from '../../../src/compose/keys.ts';
import { foundStore } from '../../../src/compose/store.ts';
import { AppError, systemClock } from '../../../src/core/index.ts';
import {
  type Checkpoint,
  logNumberOf,
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
  throw keyMissing('no key of an evidence log is here; the signer makes it at its start');
}

const keyMissing = (message: string): Error => new AppError('not-found', 'log-key-missing', message);

/** The store of the settings. Errors: those of `foundStore`. */
export async function storeHere() {
  const config = loadConfig();
  const nodeId = await readNodeId(join(config.dataDir, 'spool', 'node-id'), systemClock.nowMs());
  return foundStore(config, nodeId);
}

/** The keys that the log had before, by which earlier checkpoints are checked; the newest first. */
export const replacedKeysHere = async (): Promise<VerifierKey[]> =>
  (await readReplacedVerifiers(keyFolderOf(loadConfig().dataDir))).toReversed();

/** Opens the log by the key file, never by the catalogue. Errors: `not-found` `log-empty`; those of key, store and checkpoint. */
export const storedLogHere = async (): Promise<StoredLog> => openedLog(await logKeyHere());

/** The same of the newest log and of those that it continues, the first one first. */
export async function storedLogsHere(): Promise<StoredLog[]> {
  const newest = await logKeyHere();
  return openedLogs([...(await replacedKeysHere()).toReversed(), newest], logNumberOf(newest.name));
}

/** Those up to that number, by keys of which the newest of each log comes last. Errors: those of `storedLogHere`. */
export async function openedLogs(keys: readonly VerifierKey[], last: number): Promise<StoredLog[]> {
  const logs: StoredLog[] = [];
  for (let number = 1; number <= last; number++) {
    const key = keys.findLast(({ name }) => logNumberOf(name) === number);
    if (!key)
      throw keyMissing(`no key of log ${number} is here: bring the key folder (minhchung keys restore FILE)`);
    logs.push(await openedLog(key));
  }
  return logs;
}

async function openedLog(key: VerifierKey): Promise<StoredLog> {
  const read = readLogFile(await storeHere(), key.name);
  const note = await read('checkpoint');
  if (!note) throw new AppError('not-found', 'log-empty', `nothing is sealed in ${key.name} yet`);
  const { checkpoint } = openCheckpoint(note, key);
  return { key, note, checkpoint, read, tree: new StoredTree(checkpoint.size, read) };
}
