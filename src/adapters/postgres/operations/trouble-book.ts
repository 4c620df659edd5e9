import { type Selectable, sql, type Transaction } from 'kysely';
import type { SiteId } from '../../../core/index.ts';
import {
  isSeenFrom,
  type Letter,
  type ToldStep,
  type Trouble,
  type TroubleBook,
} from '../../../operations/index.ts';
import { writeLetters } from '../access/letters.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

type Trx = Transaction<Tables>;
type Row = Selectable<Tables['trouble']>;

/** Any number; the same in every version. */
const advisoryLock = 7_203_121;

export class PostgresTroubleBook implements TroubleBook {
  constructor(private readonly db: Database) {}

  async open(site: SiteId): Promise<Trouble[]> {
    const known = await onCatalogue(() => knownTo(this.db, site));
    return known.filter(({ overAtMs }) => overAtMs === undefined);
  }

  change(site: SiteId, nowMs: number, step: (known: readonly Trouble[]) => ToldStep): Promise<number> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLock)})`.execute(trx);
        const known = await knownTo(trx, site);
        const { kept, letter } = step(known);
        for (const trouble of known) await remove(trx, trouble);
        if (kept.length > 0) await trx.insertInto('trouble').values(kept.map(rowOf)).execute();
        return letter ? writeLetter(trx, letter, nowMs) : 0;
      }),
    );
  }
}

async function knownTo(db: Database | Trx, site: SiteId): Promise<Trouble[]> {
  const rows = await db.selectFrom('trouble').selectAll().orderBy('since_ms').execute();
  return rows.map(troubleOf).filter((trouble) => isSeenFrom(trouble, site));
}

async function remove(trx: Trx, { site, need, lack }: Trouble): Promise<void> {
  await trx
    .deleteFrom('trouble')
    .where('site_id', '=', site)
    .where('need', '=', need)
    .where('code', '=', lack.code)
    .execute();
}

/** To every admin and technician. */
async function writeLetter(trx: Trx, letter: Letter, nowMs: number): Promise<number> {
  const people = await trx
    .selectFrom('app_user')
    .select('id')
    .where('enabled', '=', true)
    .where('role', 'in', ['admin', 'technician'])
    .execute();
  const ids = people.map(({ id }) => id);
  return writeLetters(trx, ids, { kind: 'service-state', letter }, nowMs);
}

const rowOf = (trouble: Trouble) => ({
  site_id: trouble.site,
  need: trouble.need,
  code: trouble.lack.code,
  lack: JSON.stringify(trouble.lack),
  since_ms: trouble.sinceMs,
  calm_since_ms: trouble.calmSinceMs ?? null,
  mailed_at_ms: trouble.mailedAtMs ?? null,
  over_at_ms: trouble.overAtMs ?? null,
  returns: trouble.returns,
});

const troubleOf = (row: Row): Trouble => ({
  need: row.need,
  lack: row.lack,
  site: row.site_id,
  sinceMs: row.since_ms,
  ...(row.calm_since_ms !== null && { calmSinceMs: row.calm_since_ms }),
  ...(row.mailed_at_ms !== null && { mailedAtMs: row.mailed_at_ms }),
  ...(row.over_at_ms !== null && { overAtMs: row.over_at_ms }),
  returns: row.returns,
});
