import { sql, type Transaction } from 'kysely';
import type { FootageRequest, HoldStep, Taken } from '../../../access/index.ts';
import { AppError, type SiteId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { maxSegmentMs } from '../../../recording/index.ts';
import type { Database } from '../database.ts';
import { keepHold } from '../retention/hold-repository.ts';
import type { Tables } from '../tables/tables.ts';

type Trx = Transaction<Tables>;

/**
 * Applies the effect of a step to the hold of its request; without `event` where there is no hold, as in requests from
 * before holds existed. Under the retention lock (I5). Errors: `held-bytes-cap`.
 */
export async function takeHold(
  trx: Trx,
  request: FootageRequest,
  step: HoldStep,
  siteId: SiteId,
): Promise<Taken & { readonly event?: CustodyEvent }> {
  if (step.kind === 'place') return place(trx, request, step, siteId);
  const open = trx.updateTable('hold').where('request_id', '=', request.id);
  const { numUpdatedRows } = await open
    .set(step.kind === 'review' ? { review_at_ms: step.reviewAtMs } : releaseRow(step))
    .where('released_at_ms', 'is', null)
    .executeTakeFirst();
  return { rescued: 0, tooLate: 0, ...(numUpdatedRows > 0n && { event: step.event }) };
}

const releaseRow = ({ byId, reason, event }: Extract<HoldStep, { kind: 'release' }>) => ({
  released_at_ms: event.atMs,
  released_by: byId,
  release_reason: reason,
});

async function place(
  trx: Trx,
  request: FootageRequest,
  { id, reviewAtMs, maxBytes, event }: Extract<HoldStep, { kind: 'place' }>,
  siteId: SiteId,
): Promise<Taken & { readonly event: CustodyEvent }> {
  const { requesterId: ownerId, cameraIds, range, caseNumber, purpose: reason } = request;
  const placed = await keepHold(trx, {
    id,
    siteId,
    ownerId,
    cameraIds,
    range,
    caseNumber,
    reason,
    reviewAtMs,
    createdAtMs: event.atMs,
    requestId: request.id,
  });
  const unapprovedBytes = await unapprovedHeldBytes(trx);
  if (maxBytes !== undefined && unapprovedBytes > maxBytes) throw capped();
  return { ...placed, unapprovedBytes, event };
}

const capped = (): AppError =>
  new AppError(
    'conflict',
    'held-bytes-cap',
    'Unapproved requests already hold the maximum. Request less, or wait for a decision.',
  );

/** Bytes of originals that requests hold and no second person has approved. What two of them hold counts once. */
export async function unapprovedHeldBytes(db: Database | Trx): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    select coalesce(sum(size_bytes), 0)::bigint as held from (
      select distinct s.stream_id, s.start_ms, s.run_id, s.size_bytes
        from request r join hold h on h.request_id = r.id and h.released_at_ms is null
          join hold_camera hc on hc.hold_id = h.id join stream on stream.camera_id = hc.camera_id
          join segment s on s.stream_id = stream.id
            and s.start_ms > h.from_ms - ${maxSegmentMs} and s.start_ms < h.to_ms and s.end_ms > h.from_ms
        where r.state = 'submitted' or (r.emergency is not null and not r.emergency ? 'review')) held`.execute(
    db,
  );
  return rows[0]?.held ?? 0;
}
