import { sql } from 'kysely';
import type { ChainHead } from '../../../custody/index.ts';
import { olderCustody } from '../../../log/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';

/** States where the older chain ended, so that it is signed; nothing where it never began. Answers the end. */
export const stateOlderEnd = (db: Database, scribe: Scribe): Promise<ChainHead> =>
  onCatalogue(() =>
    db.transaction().execute(async (trx) => {
      const { rows } = await sql<ChainHead & { count: number }>`
        select seq, sha256, (select count(*) from custody_event e where e.seq <= h.seq) as count
          from custody_head h`.execute(trx);
      const [{ seq, sha256, count } = noHead()] = rows;
      if (seq > 0) await scribe.state(trx, { type: 'link', chain: olderCustody, seq, sha256, count });
      return { seq, sha256 };
    }),
  );

function noHead(): never {
  throw new TypeError('the older custody chain has a head');
}
