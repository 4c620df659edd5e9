import { type Kysely, sql } from 'kysely';
import type { KnownStrand, SignedStrand, StoredEvent } from '../../../custody/index.ts';
import type { Tables } from '../tables/tables.ts';
import { strandChains } from './event-rows.ts';

interface EventRow {
  readonly seq: number;
  readonly body: string;
  readonly prevSha256: string;
  readonly sha256: string;
  readonly strand: number | null;
  readonly strandSeq: number | null;
  readonly tag: Uint8Array | null;
  readonly behind: string | null;
}

/** Events after that number, in their order, each with the digest of the one before it in its strand. */
export async function readEventsAfter(
  db: Kysely<Tables>,
  seq: number,
  limit: number,
): Promise<StoredEvent[]> {
  const { rows } = await sql<EventRow>`
    select seq, body, prev_sha256 as "prevSha256", sha256, strand, strand_seq as "strandSeq", tag,
        (select b.sha256 from custody_event b where b.strand = e.strand and b.strand_seq = e.strand_seq - 1 limit 1) as behind
      from custody_event e where seq > ${seq} order by seq limit ${limit}`.execute(db);
  return rows.map(storedEvent);
}

const storedEvent = ({ strand, strandSeq, tag, behind, ...link }: EventRow): StoredEvent => ({
  ...link,
  ...(strand !== null && strandSeq !== null && { place: { strand, strandSeq } }),
  ...(tag !== null && { tag }),
  ...(behind !== null && { behind }),
});

/** How many records were stated in each strand. */
export async function readStated(db: Kysely<Tables>): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ strand: number; seq: number }>`
    select substr(name, 4)::int as strand, seq from log_chain where name = any(${strandChains}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ strand, seq }) => [strand, seq]));
}

interface StrandRow extends Pick<KnownStrand, 'strand' | 'stated' | 'count' | 'lastSeq' | 'last'> {
  readonly hole: number | null;
  readonly digest: string | null;
}

/** All strands, in one snapshot, with the digest that each has of the signed record. */
export async function readStrands(
  db: Kysely<Tables>,
  signed: ReadonlyMap<number, SignedStrand>,
): Promise<KnownStrand[]> {
  const ends = strandChains.map((_, strand) => signed.get(strand)?.seq ?? null);
  const { rows } = await sql<StrandRow>`
    select s.no - 1 as strand, coalesce(c.seq, 0) as stated, e.count, e."lastSeq", e.last,
        case when e.count < e."lastSeq" then (select min(seq) from custody_event h
          where h.strand = s.no - 1 and h.strand_seq > 1 and not exists (
            select from custody_event b where b.strand = h.strand and b.strand_seq = h.strand_seq - 1)) end as hole,
        (select sha256 from custody_event d where d.strand = s.no - 1 and d.strand_seq = s.ended limit 1) as digest
      from unnest(${strandChains}::text[], ${ends}::bigint[]) with ordinality as s(name, ended, no)
        left join log_chain c on c.name = s.name
        cross join lateral (select count(*) as count, coalesce(max(strand_seq), 0) as "lastSeq", coalesce(max(seq), 0) as last
          from custody_event where strand = s.no - 1) e
      order by s.no`.execute(db);
  return rows.map(({ hole, digest, ...strand }) => ({
    ...strand,
    ...(hole !== null && { firstBehindHole: hole }),
    ...(digest !== null && { digest }),
  }));
}
