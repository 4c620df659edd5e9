import { type Selectable, sql, type Transaction } from 'kysely';
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
import { namedBy } from '../custody/acted.ts';
import { appendCustody, pseudonymsOf } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import { lockSites } from '../log/locked-sites.ts';
import type { Scribe } from '../log/scribe.ts';
import type { RetentionTables } from '../tables/retention.ts';
import type { Tables } from '../tables/tables.ts';
import { endedWordFact, judgementFacts, wordFact } from './clock-record.ts';
import { writeToCustodians } from './custodian-letters.ts';
import { lockRetention, unmark } from './lock.ts';

export class PostgresClockRepository implements ClockRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

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
    status: Omit<ClockStatus, 'confirmation'>,
    steppedByMs: number | undefined,
  ): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockSites(trx, [siteId]);
        const faultBefore = await lastFault(trx, siteId);
        await keepVerdict(trx, siteId, status, steppedByMs);
        const facts = judgementFacts({ ...status, site: siteId, steppedByMs, faultBefore });
        if (facts.length > 0) await this.scribe.state(trx, ...facts);
      }),
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
    confirmation: ClockConfirmation,
    { event, letter }: { readonly event: CustodyEvent; readonly letter: RetentionLetter },
  ): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const { atMs, byId, shortened } = confirmation;
        await lockRetention(trx);
        await lockSites(trx, [siteId]);
        const { numUpdatedRows } = await trx
          .updateTable('clock_memory')
          .set({ confirmed_at_ms: atMs, confirmed_by: byId, shortened: JSON.stringify(shortened) })
          .where('site_id', '=', siteId)
          .where('fault_code', 'is not', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        await unmark(trx, sql`d.site_id = ${siteId}`);
        const nameOf = namedBy(await pseudonymsOf(trx, [event]));
        await this.scribe.state(trx, wordFact(siteId, confirmation, event, nameOf));
        await appendCustody({ trx, scribe: this.scribe }, event);
        await writeToCustodians(trx, letter, event.atMs);
      }),
    );
  }

  async refuseConfirmations(event: CustodyEvent): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const sites = await endConfirmations(trx);
        if (sites.length === 0) throw nothingWaits();
        const nameOf = namedBy(await pseudonymsOf(trx, [event]));
        await this.scribe.state(trx, ...sites.map((site) => endedWordFact(site, event, nameOf)));
        await appendCustody({ trx, scribe: this.scribe }, event);
      }),
    );
  }
}

/** Those of the sites whose rows it locks first. Answers the sites. */
async function endConfirmations(trx: Transaction<Tables>): Promise<SiteId[]> {
  const waiting = trx.selectFrom('clock_memory').select('site_id').where('confirmed_at_ms', 'is not', null);
  const sites = (await waiting.execute()).map((row) => row.site_id as SiteId);
  await lockSites(trx, sites);
  const { rows } = await sql<{ id: SiteId }>`
    update clock_memory set confirmed_at_ms = null, confirmed_by = null, shortened = null
      where site_id = any(${sites}::text[]) and confirmed_at_ms is not null returning site_id as id`.execute(
    trx,
  );
  return rows.map(({ id }) => id).sort();
}

/** `undefined` where it was never judged, `null` where it was trusted. */
async function lastFault(trx: Transaction<Tables>, siteId: SiteId): Promise<string | null | undefined> {
  const query = trx.selectFrom('clock_memory').select('fault_code').where('site_id', '=', siteId);
  return (await query.executeTakeFirst())?.fault_code;
}

async function keepVerdict(
  trx: Transaction<Tables>,
  siteId: SiteId,
  { judgedAtMs, verdict }: Omit<ClockStatus, 'confirmation'>,
  steppedByMs: number | undefined,
): Promise<void> {
  const [code, message] = verdict.isTrusted ? [null, null] : [verdict.code, verdict.message];
  const trustedAtMs = verdict.isTrusted ? judgedAtMs : null;
  const step = verdict.isTrusted ? null : (steppedByMs ?? null);
  await sql`
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
          shortened = case when ${endsConfirmation} then null else kept.shortened end`.execute(trx);
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
