import { type Database, onCatalogue } from '../database.ts';

export interface BegunLog {
  readonly number: number;
  readonly origin: string;
  readonly begunAtMs: number;
}

/** Origin of the log that grows; the given one is begun where there is none yet. */
export const newestLog = (db: Database, first: BegunLog): Promise<string> =>
  onCatalogue(async () => {
    await db
      .insertInto('evidence_log')
      .values({ number: first.number, origin: first.origin, begun_at_ms: first.begunAtMs })
      .onConflict((at) => at.doNothing())
      .execute();
    const { origin } = await db
      .selectFrom('evidence_log')
      .select('origin')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return origin;
  });
