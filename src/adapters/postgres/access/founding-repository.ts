import type { Selectable, Transaction } from 'kysely';
import type { Founding, FoundingRepository, FoundingStep, User } from '../../../access/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { usersIn } from './user-rows.ts';

type Trx = Transaction<Tables>;

export class PostgresFoundingRepository implements FoundingRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async read(): Promise<Founding> {
    const row = await onCatalogue(() => this.db.selectFrom('founding').selectAll().executeTakeFirstOrThrow());
    return foundingOf(row);
  }

  take(stepOf: (founding: Founding, people: readonly User[]) => FoundingStep): Promise<Founding> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('founding').selectAll().forUpdate().executeTakeFirstOrThrow();
        const { after, event } = stepOf(foundingOf(row), await usersIn(trx));
        await trx.updateTable('founding').set(rowOf(after)).execute();
        await appendCustody({ trx, scribe: this.scribe }, event);
        return after;
      }),
    );
  }
}

/** Closes a founding that is open, at the first approval. `false` when it is over. */
export async function endFounding(trx: Trx, atMs: number): Promise<boolean> {
  const open = trx.updateTable('founding').where('closed_at_ms', 'is', null);
  const { numUpdatedRows } = await open.set({ closed_at_ms: atMs, how: 'first-approval' }).executeTakeFirst();
  return numUpdatedRows > 0n;
}

export function foundingOf(row: Selectable<Tables['founding']>): Founding {
  const { closed_at_ms: atMs, how, offered_at_ms, offered_by: byId, people_sha256: peopleSha256 } = row;
  const { same_station: sameStation } = row;
  if (atMs !== null && how !== null) return { isOpen: false, atMs, how, ...(sameStation && { sameStation }) };
  if (offered_at_ms === null || byId === null || peopleSha256 === null) return { isOpen: true };
  return { isOpen: true, offer: { atMs: offered_at_ms, byId, peopleSha256 } };
}

/** The offer stays on record when the founding is closed. */
const rowOf = (founding: Founding) =>
  founding.isOpen
    ? {
        offered_at_ms: founding.offer?.atMs ?? null,
        offered_by: founding.offer?.byId ?? null,
        people_sha256: founding.offer?.peopleSha256 ?? null,
      }
    : { closed_at_ms: founding.atMs, how: founding.how, same_station: founding.sameStation ?? null };
