import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import type { Pool } from 'pg';
import { type Log, messageOf } from '../../../core/index.ts';

const pruneEveryS = 15 * 60;

/**
 * Sessions in the table `session`: they can be ended there, and survive a restart. A call does not prolong them.
 * `close` ends the timer that removes old ones; the pool is the caller's.
 */
export function postgresSessionStore(pool: Pool, log: Log): session.Store & { close(): void } {
  const PostgresStore = connectPgSimple(session);
  return new PostgresStore({
    pool,
    tableName: 'session',
    createTableIfMissing: false,
    disableTouch: true,
    pruneSessionInterval: pruneEveryS,
    errorLog: (...details: unknown[]) =>
      log.warn({ error: details.map(messageOf).join(' ') }, 'session store'),
  });
}
