import { loadConfig } from '../../../config/load.ts';
import { readLogVerifier } from '../../../src/adapters/disk/log-key.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { beginLog } from '../../../src/adapters/postgres/log/evidence-logs.ts';
import { PostgresOutbox } from '../../../src/adapters/postgres/log/outbox.ts';
import { keyFolderOf } from '../../../src/compose/keys.ts';
import { systemClock } from '../../../src/core/index.ts';
import { logNumberOf } from '../../../src/log/index.ts';
import { markedLogs } from '../../../src/signer/index.ts';
import { type StoredLog, storedLogsHere } from './opened.ts';

/** A catalogue of before the next log was opened learns of it, and of the last leaves of the logs that have ended. */
export async function knowEndedLogs(db: Database): Promise<void> {
  const key = await readLogVerifier(keyFolderOf(loadConfig().dataDir));
  if (!key || logNumberOf(key.name) === 1) return;
  await markEnded(db, (await storedLogsHere()).slice(0, -1));
  await beginLog(db, { number: logNumberOf(key.name), origin: key.name, begunAtMs: systemClock.nowMs() });
}

/** Marks what the catalogue does not know of the leaves of these logs. */
export async function markEnded(db: Database, logs: readonly StoredLog[]): Promise<void> {
  for (const { checkpoint } of logs) {
    const { origin } = checkpoint;
    await beginLog(db, { number: logNumberOf(origin), origin, begunAtMs: systemClock.nowMs() });
  }
  await markedLogs(logs, (origin) => new PostgresOutbox(db, logNumberOf(origin)));
}
