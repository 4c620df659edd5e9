import { sql } from 'kysely';
import type { CustodyEvent, CustodyLog, IssuedLook } from '../../custody/index.ts';
import { appendCustody } from './custody-append.ts';
import { type Database, onCatalogue } from './database.ts';

export class PostgresCustodyLog implements CustodyLog {
  constructor(private readonly db: Database) {}

  append(...events: readonly CustodyEvent[]): Promise<void> {
    return onCatalogue(() => appendCustody(this.db, ...events));
  }

  hasIssuedPlaylist({ actor, requestId, cameraId, range }: IssuedLook): Promise<boolean> {
    return onCatalogue(async () => {
      const { rows } = await sql`
        select from custody_event e join actor_pseudonym p on p.pseudonym = e.actor
          where e.request_id = ${requestId} and p.user_id = ${actor} and e.camera_id = ${cameraId}
            and e.event = 'playlist-issued' and e.from_ms < ${range.toMs} and e.to_ms > ${range.fromMs}
          limit 1`.execute(this.db);
      return rows.length === 1;
    });
  }
}
