import { type Selectable, sql } from 'kysely';
import type { SiteId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import {
  type ClockConfirmation,
  type ClockMemory,
  type ClockRepository,
  type ClockStatus,
  nothingWaits,
  type RetentionLetter,
  type SiteClock,
} from '../../../retention/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { RetentionTables } from '../tables/retention.ts';
import { writeToCustodians } from './custodian-letters.ts';
import { lockRetention, unmark } from './lock.ts';

export class PostgresClockRepository implements ClockRepository {
  constructor(private readonly db: Database) {}

  read(siteId: SiteId): Promise<{ memory: ClockMemory; newestMs?: number }> {
    return onCatalogue(async () => {
      const { rows } = await sql<MemoryRow>`
        select m.trusted_at_ms as trusted, m.stepped_by_ms as stepped, m.confirmed_at_ms as confirmed,
            (select max(greatest(s.accounted_until_ms, (select max(start_ms) from segment where stream_id = s.id)))
              from stream s join camera c on c.id = s.camera_id
              where c.site_id = site.id) as newest
          from site left join clock_memory m on m.site_id = site.id where site.id = ${siteId}`.execute(
        this.db,
      );
      const { trusted = null, stepped = null, confirmed = null, newest = null } = rows[0] ?? {};
      return {
        memory: {
          ...(trusted === null ? {} : { trustedAtMs: trusted }),
          ...(stepped === null ? {} : { steppedByMs: stepped }),
          ...(confirmed === null ? {} : { confirmedAtMs: confirmed }),
        },
        ...(newest === null ? {} : { newestMs: newest }),
      };
    });
  }

  async keep(
    siteId: SiteId,
    { judgedAtMs, verdict }: Omit<ClockStatus, 'confirmation'>,
    steppedByMs: number | undefined,
  ): Promise<void> {
    const [code, message] = verdict.isTrusted ? [null, null] : [verdict.code, verdict.message];
    const trustedAtMs = verdict.isTrusted ? judgedAtMs : null;
    const step = verdict.isTrusted ? null : (steppedByMs ?? null);
    await onCatalogue(() =>
      sql`
        insert into clock_memory as kept (site_id, judged_at_ms, fault_code, fault_message, trusted_at_ms, stepped_by_ms)
          values (${siteId}, ${Math.round(judgedAtMs)}, ${code}, ${message}, ${trustedAtMs}, ${step && Math.round(step)})
          on conflict (site_id) do update
            set judged_at_ms = excluded.judged_at_ms, fault_code = excluded.fault_code,
              fault_message = excluded.fault_message,
              trusted_at_ms = coalesce(excluded.trusted_at_ms, kept.trusted_at_ms),
              stepped_by_ms = case when excluded.fault_code is null then null
                else coalesce(excluded.stepped_by_ms, kept.stepped_by_ms) end,
              confirmed_at_ms = case when ${endsConfirmation} then null else kept.confirmed_at_ms end,
              confirmed_by = case when ${endsConfirmation} then null else kept.confirmed_by end,
              shortened = case when ${endsConfirmation} then null else kept.shortened end`.execute(this.db),
    );
  }

  async status(siteId: SiteId): Promise<ClockStatus | undefined> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('clock_memory').selectAll().where('site_id', '=', siteId).executeTakeFirst(),
    );
    return row && statusOf(row);
  }

  async all(): Promise<SiteClock[]> {
    const rows = await onCatalogue(() =>
      this.db.selectFrom('clock_memory').selectAll().orderBy('site_id').execute(),
    );
    return rows.map((row) => ({ siteId: row.site_id as SiteId, ...statusOf(row) }));
  }

  async confirm(
    siteId: SiteId,
    { atMs, byId, shortened }: ClockConfirmation,
    { event, letter }: { readonly event: CustodyEvent; readonly letter: RetentionLetter },
  ): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        const { numUpdatedRows } = await trx
          .updateTable('clock_memory')
          .set({ confirmed_at_ms: atMs, confirmed_by: byId, shortened: JSON.stringify(shortened) })
          .where('site_id', '=', siteId)
          .where('fault_code', 'is not', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        await unmark(trx, sql`d.site_id = ${siteId}`);
        await appendCustody(trx, event);
        await writeToCustodians(trx, letter, event.atMs);
      }),
    );
  }

  async refuseConfirmations(event: CustodyEvent): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('clock_memory')
          .set({ confirmed_at_ms: null, confirmed_by: null, shortened: null })
          .where('confirmed_at_ms', 'is not', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw nothingWaits();
        await appendCustody(trx, event);
      }),
    );
  }
}

interface MemoryRow {
  readonly trusted: number | null;
  readonly stepped: number | null;
  readonly confirmed: number | null;
  readonly newest: number | null;
}

/** It has served, or it was given before the clock stepped once more. */
const endsConfirmation = sql`(excluded.fault_code is null or excluded.stepped_by_ms is not null)`;

function confirmationOf(row: Selectable<RetentionTables['clock_memory']>): Pick<ClockStatus, 'confirmation'> {
  const { confirmed_at_ms: atMs, confirmed_by: byId, shortened } = row;
  return atMs !== null && byId !== null && shortened ? { confirmation: { atMs, byId, shortened } } : {};
}

function statusOf(row: Selectable<RetentionTables['clock_memory']>): ClockStatus {
  const { fault_code: code, fault_message: message, judged_at_ms: judgedAtMs } = row;
  if (code === null || message === null) return { judgedAtMs, verdict: { isTrusted: true } };
  // Only `keep` writes it.
  const verdict = { isTrusted: false, code, message } as ClockStatus['verdict'];
  return { judgedAtMs, verdict, ...confirmationOf(row) };
}
