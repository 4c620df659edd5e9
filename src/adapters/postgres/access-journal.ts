import { sql, type Transaction } from 'kysely';
import type { AccessJournal, AccessRecord, IssuedLook } from '../../access/index.ts';
import { type Database, onCatalogue } from './database.ts';
import type { Tables } from './tables.ts';

export class PostgresAccessJournal implements AccessJournal {
  constructor(private readonly db: Database) {}

  append(record: AccessRecord): Promise<void> {
    return onCatalogue(() => appendRecord(this.db, record));
  }

  hasIssuedPlaylist({ actorId, requestId, cameraId, range }: IssuedLook): Promise<boolean> {
    return onCatalogue(async () => {
      const { rows } = await sql`
        select from access_record
          where request_id = ${requestId} and actor_id = ${actorId} and camera_id = ${cameraId}
            and event = 'playlist-issued' and from_ms < ${range.toMs} and to_ms > ${range.fromMs}
          limit 1`.execute(this.db);
      return rows.length === 1;
    });
  }
}

/** Also within a transaction of others, where what is recorded and the record must not part. */
export async function appendRecord(db: Database | Transaction<Tables>, record: AccessRecord): Promise<void> {
  await db
    .insertInto('access_record')
    .values({
      id: record.id,
      at_ms: record.atMs,
      actor_id: record.actorId,
      actor_role: record.actorRole,
      event: record.event,
      request_id: record.requestId ?? null,
      camera_id: record.cameraId ?? null,
      from_ms: record.range?.fromMs ?? null,
      to_ms: record.range?.toMs ?? null,
    })
    .execute();
}
