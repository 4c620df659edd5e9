import { sql } from 'kysely';
import type { Clock } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { ObjectEntry, ObjectKey, StoreAdoptions, StoreBook, StoreId } from '../../../objects/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';

export class PostgresStoreBook implements StoreBook {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async idOf(name: string): Promise<StoreId | undefined> {
    const rows = await onCatalogue(() =>
      this.db.selectFrom('object_store').select('store_id').where('name', '=', name).execute(),
    );
    return rows[0]?.store_id;
  }

  hasObjects(name: string): Promise<boolean> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ has: boolean }>`
        select exists (select from stored_day where store = ${name})
          or exists (select from notice where has_photo) as has`.execute(this.db);
      return rows[0]?.has ?? false;
    });
  }

  /** Random days of random streams first: millions of rows are never sorted. */
  sample(name: string, count: number): Promise<Pick<ObjectEntry, 'key' | 'sizeBytes'>[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ object_key: string; size_bytes: number }>`
        select s.object_key, s.size_bytes
          from (select stream_id, day_ms from stored_day where store = ${name} order by random() limit ${count}) day
            join segment s on s.stream_id = day.stream_id
              and s.start_ms >= day.day_ms and s.start_ms < day.day_ms + 86400000
            left join deletion d on d.id = s.deletion_id
          where s.store = ${name} and d.begun_at_ms is null
          order by random() limit ${count}`.execute(this.db);
      return rows.map((row) => ({ key: row.object_key as ObjectKey, sizeBytes: row.size_bytes }));
    });
  }

  keep(name: string, id: StoreId, instead?: StoreId): Promise<StoreId> {
    return onCatalogue(async () => {
      await sql`
        insert into object_store (name, store_id, known_since_ms) values (${name}, ${id}, ${this.clock.nowMs()})
          on conflict (name) do update set store_id = excluded.store_id, known_since_ms = excluded.known_since_ms
            where object_store.store_id = ${instead ?? null}`.execute(this.db);
      return (await this.idOf(name)) ?? id;
    });
  }
}

export class PostgresStoreAdoptions implements StoreAdoptions {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly scribe: Scribe,
  ) {}

  adopt(name: string, id: StoreId, event: CustodyEvent): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const row = { store_id: id, known_since_ms: this.clock.nowMs() };
        await trx
          .insertInto('object_store')
          .values({ name, ...row })
          .onConflict((at) => at.column('name').doUpdateSet(row))
          .execute();
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }
}
