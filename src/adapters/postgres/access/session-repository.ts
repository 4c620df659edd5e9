import { sql } from 'kysely';
import type { Ended, OpenSession, SessionRepository, Station } from '../../../access/index.ts';
import { minuteMs, type SessionId, type UserId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import { lockAccount, stateAccount } from './stated-account.ts';

interface SessionRow {
  /** As the API keeps it; the store writes it. */
  readonly sess: {
    readonly sessionId: SessionId;
    readonly station: Station;
    readonly signedInAtMs: number;
    readonly owes?: string;
  };
  readonly last_used_ms: number | null;
}

/** The same table that the session store keeps. */
export class PostgresSessionRepository implements SessionRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async ofUser(userId: UserId, sinceMs: number): Promise<OpenSession[]> {
    const { rows } = await onCatalogue(() =>
      sql<SessionRow>`
        select sess, last_used_ms from session
          where sess ->> 'userId' = ${userId} and (sess ->> 'signedInAtMs')::bigint > ${sinceMs}
          order by coalesce(last_used_ms, (sess ->> 'signedInAtMs')::bigint) desc, sid`.execute(this.db),
    );
    return rows.map(({ sess: { sessionId, station, signedInAtMs, owes }, last_used_ms }) => ({
      id: sessionId,
      station,
      signedInAtMs,
      isHalf: owes !== undefined,
      lastUsedAtMs: last_used_ms ?? signedInAtMs,
    }));
  }

  async used(id: SessionId, nowMs: number): Promise<void> {
    // Not through the store: it would write the whole session, and bring back one that was ended meanwhile.
    await onCatalogue(() =>
      sql`update session set last_used_ms = ${nowMs}
        where sess ->> 'sessionId' = ${id} and coalesce(last_used_ms, 0) <= ${nowMs - minuteMs}`.execute(
        this.db,
      ),
    );
  }

  end(userId: UserId, which: Ended, event: CustodyEvent): Promise<number> {
    const meant =
      'only' in which
        ? sql`sess ->> 'sessionId' = ${which.only}`
        : sql`sess ->> 'sessionId' is distinct from ${which.allBut ?? null}`;
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockAccount(trx, userId);
        const { numAffectedRows } =
          await sql`delete from session where sess ->> 'userId' = ${userId} and ${meant}`.execute(trx);
        if (!numAffectedRows) return 0;
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
        return Number(numAffectedRows);
      }),
    );
  }
}
