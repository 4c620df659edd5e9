import { sql } from 'kysely';
import type { SiteId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { ClockMemory, ClockRepository, ClockStatus } from '../../../retention/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import { lockRetention, unmark } from './lock.ts';

export class PostgresClockRepository implements ClockRepository {
  constructor(private readonly db: Database) {}

  read(siteId: SiteId): Promise<{ memory: ClockMemory; newestMs?: number }> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ trusted: number | null; stepped: number | null; newest: number | null }>`
        select m.trusted_at_ms as trusted, m.stepped_by_ms as stepped,
            (select max(greatest(s.accounted_until_ms, (select max(start_ms) from segment where stream_id = s.id)))
              from stream s join camera c on c.id = s.camera_id
              where c.site_id = site.id) as newest
          from site left join clock_memory m on m.site_id = site.id where site.id = ${siteId}`.execute(
        this.db,
      );
      const { trusted = null, stepped = null, newest = null } = rows[0] ?? {};
      return {
        memory: {
          ...(trusted === null ? {} : { trustedAtMs: trusted }),
          ...(stepped === null ? {} : { steppedByMs: stepped }),
        },
        ...(newest === null ? {} : { newestMs: newest }),
      };
    });
  }

  async keep(
    siteId: SiteId,
    { judgedAtMs, verdict }: ClockStatus,
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
                else coalesce(excluded.stepped_by_ms, kept.stepped_by_ms) end`.execute(this.db),
    );
  }

  async status(siteId: SiteId): Promise<ClockStatus | undefined> {
    const row = await onCatalogue(() =>
      this.db.selectFrom('clock_memory').selectAll().where('site_id', '=', siteId).executeTakeFirst(),
    );
    if (!row) return undefined;
    const { fault_code: code, fault_message: message, judged_at_ms: judgedAtMs } = row;
    if (code === null || message === null) return { judgedAtMs, verdict: { isTrusted: true } };
    // Only `keep` writes it.
    const verdict = { isTrusted: false, code, message } as ClockStatus['verdict'];
    return { judgedAtMs, verdict };
  }

  async confirm(siteId: SiteId, event: CustodyEvent): Promise<void> {
    await onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockRetention(trx);
        await sql`
          insert into clock_memory (site_id, judged_at_ms, trusted_at_ms) values (${siteId}, ${event.atMs}, ${event.atMs})
            on conflict (site_id) do update set judged_at_ms = excluded.judged_at_ms, fault_code = null,
              fault_message = null, trusted_at_ms = excluded.trusted_at_ms, stepped_by_ms = null`.execute(
          trx,
        );
        await unmark(trx, sql`d.site_id = ${siteId}`);
        await appendCustody(trx, event);
      }),
    );
  }
}
