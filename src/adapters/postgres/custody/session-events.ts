import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables/tables.ts';
import { isBegin, isLook, isSameThread, lookPlace, nextBegin } from './look-threads.ts';

type LinkRow = Pick<Tables['custody_event'], never> & {
  readonly seq: number;
  readonly body: string;
  readonly prev_sha256: string;
  readonly sha256: string;
};

interface Page {
  readonly after?: number;
  readonly limit: number;
}

/** Events of the session that holds the event of that id, in its order; `undefined` when none does. */
export async function readSessionEvents(
  db: Kysely<Tables>,
  id: string,
  { after, limit }: Page,
): Promise<LinkRow[] | undefined> {
  const upTo = Number.MAX_SAFE_INTEGER;
  const { rows } = await sql<LinkRow>`
    with named as (select actor, request_id, at_ms, seq from custody_event o where o.id = ${id} and ${isLook('o')}),
      begun as (
        select w.* from named, lateral (
          select e.actor, e.request_id, e.at_ms, e.seq from custody_event e
            where ${isSameThread('e', 'named')} and ${isLook('e')} and ${lookPlace('e')} <= ${lookPlace('named')}
              and ${isBegin('e', upTo)}
            order by e.at_ms desc, e.seq desc limit 1) w)
    select v.seq, v.body, v.prev_sha256, v.sha256
      from begun s left join lateral ${nextBegin('s', upTo)} n on true
        join custody_event v on ${isSameThread('v', 's')} and ${isLook('v')}
          and ${lookPlace('v')} >= ${lookPlace('s')} and (n.seq is null or ${lookPlace('v')} < (n.at_ms, n.seq))
        left join custody_event p on p.seq = ${after ?? 0}
      where p.seq is null or ${lookPlace('v')} > ${lookPlace('p')}
      order by v.at_ms, v.seq limit ${limit}`.execute(db);
  if (rows.length > 0 || after !== undefined) return rows;
  return undefined;
}
