import { sql } from 'kysely';
import { type ChainHead, genesis, verifyChain } from '../../../custody/index.ts';
import type { CataloguedCustody, RecordedCustody } from '../../../log/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import { readEventsAfter } from './event-proofs.ts';

const eventsAtOnce = 10_000;
const mostUnrecorded = 100;

/** Reads pages, and by the numbers of events. `log`: number of the log whose leaves tell of them. */
export class PostgresCataloguedCustody implements CataloguedCustody {
  constructor(
    private readonly db: Database,
    private readonly log = 1,
  ) {}

  eventsOf(numbers: readonly number[]): Promise<(RecordedCustody | undefined)[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<RecordedCustody>`
        select seq as no, coalesce(strand, -1) as strand, coalesce(strand_seq, 0) as "strandSeq", sha256 as record,
            encode(sha256(convert_to(body, 'UTF8')), 'hex') as sha256
          from custody_event where seq = any(${numbers}::bigint[])`.execute(this.db);
      const known = new Map(rows.map((row) => [row.no, row]));
      return numbers.map((no) => known.get(no));
    });
  }

  countEvents(size: number): Promise<number> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from custody_event e join log_chain c on c.name = 'ev/' || e.strand
          join log_leaf l on l.chain = c.no and l.seq = e.strand_seq
          where l.log = ${this.log} and l.leaf < ${size}`.execute(this.db);
      return rows[0]?.count ?? 0;
    });
  }

  unrecorded(): Promise<number[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ seq: number }>`
        select e.seq from custody_event e cross join custody_head h
            left join log_chain c on c.name = 'ev/' || e.strand
          where e.seq > h.seq
            and not exists (select from log_leaf l where l.chain = c.no and l.seq = e.strand_seq)
            and not exists (select from log_outbox o where o.chain = c.no and o.seq = e.strand_seq)
          order by e.seq limit ${mostUnrecorded}`.execute(this.db);
      return rows.map(({ seq }) => seq);
    });
  }

  async olderFault(end: ChainHead): Promise<string | undefined> {
    for (let head = genesis; head.seq < end.seq; ) {
      const after = head;
      const page = await onCatalogue(() => readEventsAfter(this.db, after.seq, eventsAtOnce));
      const links = page.filter(({ seq }) => seq <= end.seq);
      const isEnd = links.length < eventsAtOnce;
      const verdict = verifyChain(links, { after, kept: [end], isEnd });
      if (verdict.fault) return `event ${verdict.fault.seq} is ${verdict.fault.kind}`;
      head = verdict.head;
    }
    return undefined;
  }
}
