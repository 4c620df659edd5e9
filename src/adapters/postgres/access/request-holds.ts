import { sql, type Transaction } from 'kysely';
import type { FootageRequest, HoldStep, Taken } from '../../../access/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { Fact } from '../../../log/index.ts';
import type { Hold } from '../../../retention/index.ts';
import type { RecordWords } from '../custody/acted.ts';
import { refuseBeyondCap } from '../retention/held-bytes.ts';
import { holdFact, releaseFact } from '../retention/hold-record.ts';
import { keepHold } from '../retention/hold-repository.ts';
import { changeOpenHolds } from '../retention/hold-rows.ts';
import type { Tables } from '../tables/tables.ts';

type Trx = Transaction<Tables>;

export interface TakenHold extends Taken {
  readonly event?: CustodyEvent;
  /** Those that the step placed or changed, as they are now. */
  readonly holds: readonly Hold[];
}

/**
 * Applies the effect of a step to the hold of its request; without `event` where there is no hold, as in requests from
 * before holds existed. Under the retention lock (I5). Errors: `held-bytes-cap`.
 */
export async function takeHold(trx: Trx, request: FootageRequest, step: HoldStep): Promise<TakenHold> {
  if (step.kind === 'place') return place(trx, request, step);
  const change = step.kind === 'review' ? { review_at_ms: step.reviewAtMs } : releaseRow(step);
  const holds = await changeOpenHolds(trx, sql`request_id = ${request.id}`, change);
  return { rescued: 0, tooLate: 0, holds, ...(holds.length > 0 && { event: step.event }) };
}

/** The record of what the step did to the hold. */
export const holdStepFact = (hold: Hold, step: HoldStep, words: RecordWords): Fact =>
  step.kind === 'release'
    ? releaseFact(hold, step.reason, step.event, words)
    : holdFact(hold, step.kind, step.event, words);

const releaseRow = ({ byId, reason, event }: Extract<HoldStep, { kind: 'release' }>) => ({
  released_at_ms: event.atMs,
  released_by: byId,
  release_reason: reason,
});

async function place(
  trx: Trx,
  request: FootageRequest,
  { id, reviewAtMs, maxBytes, event }: Extract<HoldStep, { kind: 'place' }>,
): Promise<TakenHold> {
  const { requesterId: ownerId, cameraIds, range, caseNumber, purpose: reason } = request;
  const hold: Hold = {
    id,
    ownerId,
    cameraIds,
    range,
    caseNumber,
    reason,
    reviewAtMs,
    createdAtMs: event.atMs,
    requestId: request.id,
  };
  const placed = await keepHold(trx, hold);
  return { ...placed, cappedBytes: await refuseBeyondCap(trx, maxBytes), event, holds: [hold] };
}
