import { type Kysely, sql } from 'kysely';
import type { Outbox, PendingPage, PendingRecord, SealedLeaf } from '../../../signer/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

/** How much waits for the signer. */
export interface PendingCount {
  readonly count: number;
  /** When the oldest was stated; absent when none waits. */
  readonly oldestMs?: number;
}

/** Of the log with that number: pending records are sealed in whichever grows. */
export class PostgresOutbox implements Outbox {
  constructor(
    private readonly db: Database,
    private readonly log = 1,
  ) {}

  pending({ afterId, count, except, only }: PendingPage): Promise<PendingRecord[]> {
    return onCatalogue(async () => {
      const { rows } = await sql<PendingRecord>`
        select o.id, c.name as chain, o.seq, o.body, o.tag from log_outbox o join log_chain c on c.no = o.chain
          where o.id > ${afterId} and c.name <> all(${except}::text[])
            and (${only ?? null}::text[] is null or c.name = any(${only ?? null}::text[]))
          order by o.id limit ${count}`.execute(this.db);
      return rows;
    });
  }

  sealedSize(): Promise<number> {
    return onCatalogue(async () => {
      const sealed = this.db.selectFrom('log_sealed').select('size').where('log', '=', this.log);
      const row = await sealed.executeTakeFirst();
      return row?.size ?? 0;
    });
  }

  mark(
    leaves: readonly SealedLeaf[],
    upTo?: { readonly size: number; readonly atMs: number },
  ): Promise<void> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        if (leaves.length > 0) await markLeaves(trx, this.log, leaves);
        if (upTo) await keepSize(trx, this.log, upTo);
      }),
    );
  }

  /** Readiness: what waits, and since when. */
  waiting(): Promise<PendingCount> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ count: number; oldest: number | null }>`
        select count(*) as count, min(stated_at_ms) as oldest from log_outbox`.execute(this.db);
      const { count = 0, oldest = null } = rows[0] ?? {};
      return { count, ...(oldest !== null && { oldestMs: oldest }) };
    });
  }
}

/** A chain that the catalogue does not know, as after a restore, has no leaf in it either. */
async function markLeaves(db: Kysely<Tables>, log: number, leaves: readonly SealedLeaf[]): Promise<void> {
  await sql`
    with sealed as (
      select c.no as chain, l.seq, decode(l.digest, 'hex') as digest, l.leaf
        from unnest(${leaves.map(({ chain }) => chain)}::text[], ${leaves.map(({ seq }) => seq)}::bigint[],
          ${leaves.map(({ digest }) => digest)}::text[], ${leaves.map(({ leaf }) => leaf)}::bigint[]) as l(name, seq, digest, leaf) join log_chain c on c.name = l.name),
    gone as (
      delete from log_outbox o using sealed s where o.chain = s.chain and o.seq = s.seq and sha256(o.body) = s.digest)
    insert into log_leaf (chain, seq, log, leaf) select chain, seq, ${log}::int, leaf from sealed
      on conflict (chain, seq) do update set log = excluded.log, leaf = excluded.leaf`.execute(db);
}

async function keepSize(
  db: Kysely<Tables>,
  log: number,
  { size, atMs }: { readonly size: number; readonly atMs: number },
): Promise<void> {
  await sql`
    insert into log_sealed (log, size, sealed_at_ms) values (${log}, ${size}, ${atMs})
      on conflict (log) do update set size = excluded.size, sealed_at_ms = excluded.sealed_at_ms`.execute(db);
}
