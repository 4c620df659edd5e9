import type { OfferedText, RequestListRepository, SiteLists } from '../../../access/index.ts';
import { AppError } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';

export class PostgresRequestListRepository implements RequestListRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async read(): Promise<SiteLists> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('request_lists').selectAll().executeTakeFirstOrThrow(),
    );
    // Only `set` writes them.
    const [authorities, legalBases] = [row.authorities, row.legal_bases] as readonly OfferedText[][];
    return { revision: row.revision, authorities: authorities ?? [], legalBases: legalBases ?? [] };
  }

  set(lists: SiteLists, event: CustodyEvent): Promise<SiteLists> {
    const revision = lists.revision + 1;
    const row = {
      revision,
      authorities: JSON.stringify(lists.authorities),
      legal_bases: JSON.stringify(lists.legalBases),
    };
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const earlier = trx.updateTable('request_lists').where('revision', '=', lists.revision);
        const { numUpdatedRows } = await earlier.set(row).executeTakeFirst();
        if (numUpdatedRows === 0n) throw listsChanged();
        await appendCustody({ trx, scribe: this.scribe }, event);
        return { ...lists, revision };
      }),
    );
  }
}

const listsChanged = () =>
  new AppError(
    'conflict',
    'request-lists-changed',
    'Another person set the lists meanwhile: load them again.',
  );
