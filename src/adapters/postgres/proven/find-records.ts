import { sql } from 'kysely';
import type { CataloguedRecord, RecordPlace } from '../../../proven/index.ts';
import { type Database, onCatalogue } from '../database.ts';

interface FoundRow {
  readonly at: number;
  readonly body: Buffer | null;
  readonly tag: Buffer | null;
  readonly log: number | null;
  readonly leaf: number | null;
}

/** What the catalogue tells of records, in the order of their places, in one statement: none is sealed between. */
export function findRecords(
  db: Database,
  places: readonly RecordPlace[],
): Promise<readonly (CataloguedRecord | undefined)[]> {
  return onCatalogue(async () => {
    const { rows } = await sql<FoundRow>`
      select p.at, o.body, o.tag, l.log, l.leaf
        from unnest(${places.map(({ chain }) => chain)}::text[], ${places.map(({ seq }) => seq)}::bigint[])
            with ordinality as p(chain, seq, at)
          join log_chain c on c.name = p.chain
          left join log_outbox o on o.chain = c.no and o.seq = p.seq
          left join log_leaf l on l.chain = c.no and l.seq = p.seq`.execute(db);
    const found = new Map(rows.map((row) => [row.at, cataloguedOf(row)]));
    return places.map((_, at) => found.get(at + 1));
  });
}

const cataloguedOf = ({ body, tag, log, leaf }: FoundRow): CataloguedRecord => ({
  ...(body && tag && { waiting: { body, tag } }),
  ...(log !== null && leaf !== null && { at: { log, leaf } }),
});
