import { stateOlderEnd } from '../adapters/postgres/custody/older-chain.ts';
import { AppError } from '../core/index.ts';
import { type ChainHead, formatHead, parseChainHead } from '../custody/index.ts';
import { originOf } from '../log/index.ts';
import { logFileKey, readLogFile } from '../objects/index.ts';
import type { Services } from './services.ts';

const markPath = 'adopted/custody';

type StoreOfWard = Pick<Services, 'store' | 'wardId'>;

/** Where the older chain ended, as it was kept beside the log then; `undefined` before. Errors: those of the store. */
export async function readOlderEnd({ store, wardId }: StoreOfWard): Promise<ChainHead | undefined> {
  const bytes = await readLogFile(store, originOf(wardId, 1))(markPath);
  return bytes && parseChainHead(Buffer.from(bytes).toString().trim());
}

/**
 * States where the custody chain of an earlier version ended, once in the life of a log, and keeps it in the store: whoever
 * changes that chain in the catalogue later does not have the changed one stated. A crash between the two states it twice.
 */
export async function closeOlderCustody(base: StoreOfWard & Pick<Services, 'db' | 'scribe'>): Promise<void> {
  if (await readOlderEnd(base)) return;
  const end = await stateOlderEnd(base.db, base.scribe);
  const key = logFileKey(originOf(base.wardId, 1), markPath);
  await base.store.put(key, Buffer.from(`${formatHead(end)}\n`), 'text/plain').catch(unlessThere);
}

/** Another process was as far. */
function unlessThere(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'object-differs') throw error;
}
