import { adoptRequests } from '../adapters/postgres/access/request-adoption.ts';
import { AppError, formatInstant } from '../core/index.ts';
import { originOf } from '../log/index.ts';
import { logFileKey, readLogFile } from '../objects/index.ts';
import type { Services } from './services.ts';

const markPath = 'adopted/requests';

/**
 * States records of the requests of an earlier version, once in the life of a log. That it is done stands in the store: whoever
 * writes a request into the catalogue later does not have it adopted at the next start.
 */
export async function adoptOldRequests(base: Services): Promise<void> {
  const { db, scribe, log, store, clock, wardId } = base;
  const origin = originOf(wardId, 1);
  if (await readLogFile(store, origin)(markPath)) return;
  const count = await adoptRequests(db, scribe, log);
  if (count > 0) log.info({ count }, 'stated records of requests that had none');
  const mark = JSON.stringify({ requests: count, at: formatInstant(clock.nowMs()) });
  await store.put(logFileKey(origin, markPath), Buffer.from(mark), 'application/json').catch(unlessThere);
}

/** Another process was as far. */
function unlessThere(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'object-differs') throw error;
}
