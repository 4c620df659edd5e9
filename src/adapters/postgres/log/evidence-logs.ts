import { sql } from 'kysely';
import {
  type ChangedKeys,
  type EndedLog,
  keyChangeFact,
  logLinkFact,
  logLinkShelf,
  signKeyChange,
} from '../../../log/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from './scribe.ts';

export interface BegunLog {
  readonly number: number;
  readonly origin: string;
  readonly begunAtMs: number;
}

/** Origin of the log that grows; the given one is begun where there is none yet. */
export const newestLog = (db: Database, first: BegunLog): Promise<string> =>
  onCatalogue(async () => {
    await beginLog(db, first);
    const { origin } = await db
      .selectFrom('evidence_log')
      .select('origin')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return origin;
  });

/** Has the catalogue know of a log, unless it does. */
export const beginLog = (db: Database, { number, origin, begunAtMs }: BegunLog): Promise<unknown> =>
  onCatalogue(() =>
    db
      .insertInto('evidence_log')
      .values({ number, origin, begun_at_ms: begunAtMs })
      .onConflict((at) => at.doNothing())
      .execute(),
  );

/**
 * States what the log with that number begins with, unless it was stated: the link to the log before, and the change of the key, under
 * both signatures. The scribe states for the new log.
 */
export const stateNextLog = (
  db: Database,
  scribe: Scribe,
  { number, ended, keys }: { readonly number: number; readonly ended: EndedLog; readonly keys: ChangedKeys },
): Promise<void> =>
  onCatalogue(() =>
    db.transaction().execute(async (trx) => {
      const { rows } = await sql`
        select from log_chain where name = ${logLinkShelf} and seq >= ${number - 1}`.execute(trx);
      if (rows.length > 0) return;
      await scribe.state(trx, logLinkFact(ended, 'memory-lost'), {
        fact: keyChangeFact('log', keys, false),
        signed: (change) => signKeyChange(change, keys),
      });
    }),
  );
