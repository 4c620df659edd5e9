import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, errnoOf, type NodeId, unavailable } from '../../../core/index.ts';
import { publish, writeVerified } from '../durable-file.ts';

/** Content of `store.json`: the id of the store, and the one host whose processes may use it. */
export interface StoreIdentity {
  readonly storeId: string;
  readonly nodeId: string;
}

/**
 * Reads the identity of the store in `directory`, or writes it at first use. A disk is shared by the processes of one
 * host; over a network file system, links and fsync do not mean what this store needs them to mean.
 *
 * Errors: `conflict` `store-belongs-to-another-host`, `unavailable` `store-unreadable` (`store.json` is no identity).
 */
export async function claimStore(
  directory: string,
  nodeId: NodeId,
  temporaryPath: string,
): Promise<StoreIdentity> {
  const path = join(directory, 'store.json');
  const identity = (await readIdentity(path)) ?? (await writeIdentity(path, nodeId, temporaryPath));
  if (identity.nodeId !== nodeId)
    throw new AppError(
      'conflict',
      'store-belongs-to-another-host',
      `${directory} belongs to node ${identity.nodeId}, this is ${nodeId}; a disk store serves one host`,
    );
  return identity;
}

async function readIdentity(path: string): Promise<StoreIdentity | undefined> {
  try {
    return parseIdentity(await readFile(path, 'utf8'));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Two processes may start at once: the second finds the file of the first, and reads it. */
async function writeIdentity(path: string, nodeId: NodeId, temporaryPath: string): Promise<StoreIdentity> {
  const identity = { storeId: randomUUID(), nodeId };
  await writeVerified(temporaryPath, Buffer.from(`${JSON.stringify(identity)}\n`));
  if (await publish(temporaryPath, path)) return identity;
  return parseIdentity(await readFile(path, 'utf8'));
}

function parseIdentity(text: string): StoreIdentity {
  const parsed = parseJson(text);
  if (typeof parsed === 'object' && parsed !== null && 'storeId' in parsed && 'nodeId' in parsed) {
    const { storeId, nodeId } = parsed;
    if (typeof storeId === 'string' && typeof nodeId === 'string') return { storeId, nodeId };
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
