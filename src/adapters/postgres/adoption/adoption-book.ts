import { sql } from 'kysely';
import type { Log, SiteId } from '../../../core/index.ts';
import type { AdoptionBook } from '../../../log/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Trx } from '../recording/locked-stream.ts';
import { adoptCamera, camerasToAdopt } from './adopted-camera.ts';
import { adoptFootage, streamsToAdopt } from './adopted-footage.ts';
import { adoptHold, holdsToAdopt } from './adopted-hold.ts';
import type { Adopting, AdoptionTask } from './adopting.ts';

/** Cameras come first, since records of segments name theirs; then holds; then footage, newest first. */
export class PostgresAdoptionBook implements AdoptionBook {
  constructor(
    private readonly db: Database,
    private readonly of: { readonly siteId: SiteId; readonly scribe: Scribe; readonly log: Log },
  ) {}

  begin(untilMs: number): Promise<void> {
    const { siteId } = this.of;
    return onCatalogue(async () => {
      await sql`
        insert into adoption (kind, subject, site_id, before_ms)
          ${camerasToAdopt(siteId, untilMs)} union all ${holdsToAdopt(siteId, untilMs)}
            union all ${streamsToAdopt(siteId, untilMs)}
          on conflict do nothing`.execute(this.db);
    });
  }

  adoptNext(untilMs: number): Promise<'adopted' | 'waits' | 'none'> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const task = await this.nextTask(trx);
        if (task) await adopt({ ...this.of, trx }, { ...task, before_ms: Math.min(task.before_ms, untilMs) });
        return task ? 'adopted' : this.rest(trx);
      }),
    );
  }

  waiting(): Promise<number> {
    return onCatalogue(async () => {
      const { rows } = await sql<{ count: number }>`select count(*) as count from log_outbox`.execute(
        this.db,
      );
      return rows[0]?.count ?? 0;
    });
  }

  /** A hold of a request stands in the request's chain, behind its record. */
  private async nextTask(trx: Trx): Promise<AdoptionTask | undefined> {
    const { rows } = await sql<AdoptionTask>`
      select kind, subject, before_ms from adoption
        where site_id = ${this.of.siteId} and (kind <> 'hold' or exists (select from hold h
          where h.id = subject and (h.request_id is null
            or exists (select from log_chain where name = 'req/' || h.request_id))))
        order by kind, before_ms desc limit 1 for update`.execute(trx);
    return rows[0];
  }

  private async rest(trx: Trx): Promise<'waits' | 'none'> {
    const left = trx.selectFrom('adoption').select('subject').where('site_id', '=', this.of.siteId);
    return (await left.limit(1).executeTakeFirst()) ? 'waits' : 'none';
  }
}

function adopt(adopting: Adopting, task: AdoptionTask): Promise<void> {
  switch (task.kind) {
    case 'camera':
      return adoptCamera(adopting, task);
    case 'hold':
      return adoptHold(adopting, task);
    case 'stream':
      return adoptFootage(adopting, task);
  }
}
