import { sql } from 'kysely';
import type { CataloguedLog, ChainEnd, LeafPlace } from '../../../log/index.ts';
import { type Database, onCatalogue } from '../database.ts';

const chainsAtOnce = 5_000;

/** Reads pages: a log has more leaves than fit into memory. `log`: its number. */
export class PostgresCataloguedLog implements CataloguedLog {
  constructor(
    private readonly db: Database,
    private readonly log = 1,
  ) {}

  leavesOf(places: readonly LeafPlace[]): Promise<(number | undefined)[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ at: number; leaf: number }>`
        select p.at, l.leaf from unnest(${places.map(({ chain }) => chain)}::text[],
            ${places.map(({ seq }) => seq)}::bigint[]) with ordinality as p(name, seq, at)
          join log_chain c on c.name = p.name
          join log_leaf l on l.chain = c.no and l.seq = p.seq and l.log = ${this.log}`.execute(this.db);
      const leaves = new Map(rows.map(({ at, leaf }) => [at, leaf]));
      return places.map((_, at) => leaves.get(at + 1));
    });
  }

  countLeaves(size: number): Promise<number> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from log_leaf where log = ${this.log} and leaf < ${size}`.execute(this.db);
      return rows[0]?.count ?? 0;
    });
  }

  async *ends(): AsyncIterable<ChainEnd & { readonly chain: string }> {
    for (let after = 0; ; ) {
      const page = await onCatalogue(async () => {
        const { rows } = await sql<ChainEnd & { no: number; chain: string }>`
          select no, name as chain, seq, encode(digest, 'hex') as digest from log_chain
            where no > ${after} order by no limit ${chainsAtOnce}`.execute(this.db);
        return rows;
      });
      yield* page;
      if (page.length < chainsAtOnce) return;
      after = page.at(-1)?.no ?? after;
    }
  }
}
