import { type Selectable, sql } from 'kysely';
import { formatInstant, type SiteId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type {
  NegativeAnswer,
  NegativeId,
  NegativeRepository,
  NegativeStatement,
  StatedPlace,
} from '../../../evidence/index.ts';
import { type Fact, shelfOf } from '../../../log/index.ts';
import { actedBy, namedBy } from '../custody/acted.ts';
import { appendCustody, pseudonymsOf } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';

export class PostgresNegativeRepository implements NegativeRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
    private readonly siteId: SiteId,
  ) {}

  /** Under the lock of the site, in whose chain it is stated. */
  keep(answer: Omit<NegativeAnswer, 'record'>, event: CustodyEvent): Promise<StatedPlace> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await sql`select from site where id = ${this.siteId} for no key update`.execute(trx);
        const nameOf = namedBy(await pseudonymsOf(trx, [event]));
        const fact = negativeFact(answer, this.siteId, actedBy(event, nameOf));
        const [stated] = await this.scribe.state(trx, fact);
        const record = { chain: shelfOf(fact), seq: stated?.seq ?? 0 };
        await trx
          .insertInto('negative_answer')
          .values(rowOf({ ...answer, record }))
          .execute();
        await appendCustody({ trx, scribe: this.scribe }, event);
        return record;
      }),
    );
  }

  async byId(id: NegativeId): Promise<NegativeAnswer | undefined> {
    const own = this.db.selectFrom('negative_answer').selectAll().where('id', '=', id);
    const row = await onCatalogue(() => own.executeTakeFirst());
    return row && answerOf(row);
  }
}

const negativeFact = (
  { statement: { id, asked, cameras }, sha256 }: Omit<NegativeAnswer, 'record'>,
  site: SiteId,
  by: ReturnType<typeof actedBy>,
): Fact => ({
  type: 'neg',
  site,
  neg: id,
  t0: formatInstant(asked.range.fromMs),
  t1: formatInstant(asked.range.toMs),
  cams: cameras.length,
  sha256,
  ...by,
});

const rowOf = ({ statement, document, sha256, statedById, record }: NegativeAnswer) => ({
  id: statement.id,
  stated_by: statedById,
  statement: JSON.stringify(statement),
  document,
  sha256,
  chain: record.chain,
  seq: record.seq,
});

/** Only `rowOf` writes the statement. */
const answerOf = (row: Selectable<Tables['negative_answer']>): NegativeAnswer => ({
  statement: row.statement as NegativeStatement,
  document: row.document,
  sha256: row.sha256,
  statedById: row.stated_by,
  record: { chain: row.chain, seq: row.seq },
});
