import { sql, type Transaction } from 'kysely';
import type { UserId } from '../../../core/index.ts';
import type { CustodyEvent, CustodyLog, IssuedLook, Pseudonym } from '../../../custody/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { namedBy } from './acted.ts';
import { appendNamed, type Pseudonyms, pseudonymsOf, usersOf } from './append.ts';
import { lookFact } from './look-record.ts';

export class PostgresCustodyLog implements CustodyLog {
  /** A pseudonym never changes, and these are committed. */
  private readonly known = new Map<UserId, Pseudonym>();

  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  append(...events: readonly CustodyEvent[]): Promise<void> {
    if (events.length === 0) return Promise.resolve();
    return onCatalogue(async () => {
      const names = await this.pseudonyms(events);
      const factOf = (event: CustodyEvent) => lookFact(event, namedBy(names));
      const looks = events.filter((event) => factOf(event) !== undefined);
      await this.db.transaction().execute(async (trx) => {
        if (looks.length > 0) await lockRequests(trx, looks);
        await appendNamed({ trx, scribe: this.scribe }, events, names, factOf);
      });
    });
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

/** In one order, so that two batches do not wait for each other. */
async function lockRequests(trx: Transaction<Tables>, looks: readonly CustodyEvent[]): Promise<void> {
  const ids = [...new Set(looks.map(({ requestId }) => requestId))];
  await sql`select from request where id = any(${ids}::text[]) order by id for no key update`.execute(trx);
}
