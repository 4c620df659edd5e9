import { type CameraId, formatInstant, type HoldId, type RequestId, type TimeRange } from '../core/index.ts';
import { type Actor, type CustodyDetail, type CustodyEvent, custodyEvent } from './custody-event.ts';

/** A new hold; with `requestId` the request placed it. */
interface PlacedHold {
  readonly id: HoldId;
  readonly cameraIds: readonly CameraId[];
  readonly range: TimeRange;
  readonly caseNumber: string;
  readonly requestId?: RequestId;
}

/** A hold that a person changes is named by its id; one that a step of its request changes, by the request. */
type NamedHold =
  | { readonly holdId: HoldId }
  | { readonly request: { readonly id: RequestId; readonly range: TimeRange } };

/** The event of the request itself says its cameras and its case. */
export const holdPlaced = (
  by: Actor,
  { id: holdId, cameraIds, range, caseNumber, requestId }: PlacedHold,
): CustodyEvent =>
  custodyEvent(
    by,
    'hold-placed',
    requestId
      ? { requestId, range, detail: { holdId } }
      : { range, detail: { holdId, cameras: cameraIds.join(' '), caseNumber } },
  );

export const holdReviewed = (by: Actor, hold: NamedHold, reviewAtMs: number): CustodyEvent =>
  holdEvent(by, 'hold-reviewed', hold, { reviewAt: formatInstant(reviewAtMs) });

/** `reason` is for a step of a request: the log does not hold what people write. */
export const holdReleased = (by: Actor, hold: NamedHold, reason?: string): CustodyEvent =>
  holdEvent(by, 'hold-released', hold, reason === undefined ? {} : { reason });

const holdEvent = (
  by: Actor,
  name: 'hold-reviewed' | 'hold-released',
  hold: NamedHold,
  detail: CustodyDetail,
): CustodyEvent =>
  custodyEvent(
    by,
    name,
    'request' in hold
      ? { requestId: hold.request.id, range: hold.request.range, detail }
      : { detail: { holdId: hold.holdId, ...detail } },
  );
