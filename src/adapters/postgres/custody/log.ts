import { sql } from 'kysely';
import type { UserId } from '../../../core/index.ts';
import type { CustodyEvent, CustodyLog, IssuedLook, Pseudonym } from '../../../custody/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { appendNamed, type Pseudonyms, pseudonymsOf, usersOf } from './append.ts';

export class PostgresCustodyLog implements CustodyLog {
  /** A pseudonym never changes, and these are committed. */
  private readonly known = new Map<UserId, Pseudonym>();

  constructor(private readonly db: Database) {}

  append(...events: readonly CustodyEvent[]): Promise<void> {
    return onCatalogue(async () => appendNamed(this.db, events, await this.pseudonyms(events)));
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

  private async pseudonyms(events: readonly CustodyEvent[]): Promise<Pseudonyms> {
    if (!usersOf(events).every((user) => this.known.has(user))) {
      for (const [user, pseudonym] of await pseudonymsOf(this.db, events)) this.known.set(user, pseudonym);
    }
    return this.known;
  }
}
