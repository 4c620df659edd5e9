import type { Transaction } from 'kysely';
import type { FootageRequest, HoldStep, Taken } from '../../../access/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { refuseBeyondCap } from '../retention/held-bytes.ts';
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
): Promise<Taken & { readonly event?: CustodyEvent }> {
  if (step.kind === 'place') return place(trx, request, step);
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
): Promise<Taken & { readonly event: CustodyEvent }> {
  const { requesterId: ownerId, cameraIds, range, caseNumber, purpose: reason } = request;
  const placed = await keepHold(trx, {
    id,
    ownerId,
    cameraIds,
    range,
    caseNumber,
    reason,
    reviewAtMs,
    createdAtMs: event.atMs,
    requestId: request.id,
  });
  return { ...placed, cappedBytes: await refuseBeyondCap(trx, maxBytes), event };
}
