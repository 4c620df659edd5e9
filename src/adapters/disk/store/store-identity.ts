import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NodeId, unavailable } from '../../../core/index.ts';
import { parseStoreId, type StoreId } from '../../../objects/index.ts';
import { publish, writeVerified } from '../durable-file.ts';
import { absent } from './object-tree.ts';

/** Content of `store.json`: the id of the store, and the one host whose processes may use it. */
interface StoreFile {
  readonly storeId: StoreId;
  readonly nodeId: string;
}

const pathIn = (directory: string): string => join(directory, 'store.json');

/**
 * The id of the store in `directory`; `undefined` when there is none. A disk is shared by the processes of one host; over
 * a network file system, links and fsync do not mean what this store needs them to mean.
 *
 * Errors: `unavailable` `store-belongs-to-another-host`, `unavailable` `store-unreadable` (`store.json` is no identity).
 */
export async function readIdentity(directory: string, nodeId: NodeId): Promise<StoreId | undefined> {
  const text = await readFile(pathIn(directory), 'utf8').catch(absent(undefined));
  if (text === undefined) return undefined;
  const file = parseStoreFile(text);
  if (file.nodeId === nodeId) return file.storeId;
  throw unavailable(
    'store-belongs-to-another-host',
    `${directory} belongs to node ${file.nodeId}, this is ${nodeId}; a disk store serves one host`,
  );
}

/**
 * The same, and writes the identity where there is none. Two processes may start at once: the second finds the file of
 * the first, and reads it. Errors: as `readIdentity`.
 */
export async function claimStore(directory: string, nodeId: NodeId, temporaryPath: string): Promise<StoreId> {
  const there = await readIdentity(directory, nodeId);
  if (there !== undefined) return there;
  const made = { storeId: randomUUID() as string as StoreId, nodeId };
  await writeVerified(temporaryPath, Buffer.from(`${JSON.stringify(made)}\n`));
  await publish(temporaryPath, pathIn(directory));
  return (await readIdentity(directory, nodeId)) ?? made.storeId;
}

function parseStoreFile(text: string): StoreFile {
  const parsed = parseJson(text);
  if (typeof parsed === 'object' && parsed !== null && 'storeId' in parsed && 'nodeId' in parsed) {
    const storeId = typeof parsed.storeId === 'string' ? parseStoreId(parsed.storeId) : undefined;
    if (storeId !== undefined && typeof parsed.nodeId === 'string') return { storeId, nodeId: parsed.nodeId };
  }
  throw unavailable('store-unreadable', 'store.json does not name the store and its host');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
