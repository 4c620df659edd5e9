import { AppError, type HoldId, type UserId } from '../../core/index.ts';
import {
  type CustodyEvent,
  type CustodyEventName,
  custodyEvent,
  holdReleased,
  holdReviewed,
} from '../../custody/index.ts';
import type { AtStation } from '../station/index.ts';
import type { User } from '../users.ts';
import type { FootageRequest } from './request.ts';

/**
 * The effect of a step on the hold that is bound to the request (I5). Its event is appended if there was such a hold.
 */
export type HoldStep =
  | {
      readonly kind: 'place';
      readonly id: HoldId;
      readonly reviewAtMs: number;
      /** Most bytes that may be held under the cap, this one included; absent: no limit. */
      readonly maxBytes?: number;
      readonly event: CustodyEvent;
    }
  | { readonly kind: 'review'; readonly reviewAtMs: number; readonly event: CustodyEvent }
  | {
      readonly kind: 'release';
      readonly byId: UserId;
      readonly reason: string;
      readonly event: CustodyEvent;
    };

export type TellingKind =
  | 'request-submitted'
  | 'request-approved'
  | 'request-refused'
  | 'request-withdrawn'
  | 'emergency-opened'
  | 'countersignature-awaited'
  | 'emergency-countersigned'
  | 'emergency-reviewed'
  | 'answer-awaited'
  | 'answer-overdue';

/** A notification to write; its receivers are looked up when it is written. */
export interface NotificationOrder {
  readonly kind: TellingKind;
  /** `countersigners`: also all other officers. */
  readonly to: 'custodians' | 'countersigners' | 'requester';
}

/** One step in the life of a request. All that it brings with it is written in one transaction, or none of it. */
export interface Step {
  /** Absent when the request is new. */
  readonly before?: FootageRequest;
  readonly after: FootageRequest;
  readonly events: readonly CustodyEvent[];
  readonly notifications: readonly NotificationOrder[];
  readonly hold?: HoldStep;
  /** Ends the founding of the ward where it is still open; appended then. */
  readonly closing?: CustodyEvent;
}

/** Who acts. A deputy acts on behalf of custodians. */
export interface RequestActor extends AtStation {
  readonly user: User;
  readonly nowMs: number;
}

/** The event of a step, as the custody log keeps it. */
export const stepEvent = (
  { user, nowMs }: RequestActor,
  event: CustodyEventName,
  request: FootageRequest,
  matter: Pick<CustodyEvent, 'subject' | 'detail'> = {},
): CustodyEvent =>
  custodyEvent({ user, nowMs }, event, { requestId: request.id, range: request.range, ...matter });

/** Lets go of what the request held. */
export const release = (actor: RequestActor, after: FootageRequest, reason: string): HoldStep => {
  const event = holdReleased(actor, { request: after }, reason);
  return { kind: 'release', byId: actor.user.id, reason, event };
};

/** Prolongs the hold of the request until its next review. */
export const keepUntil = (actor: RequestActor, after: FootageRequest, reviewAtMs: number): HoldStep => {
  const event = holdReviewed(actor, { request: after }, reviewAtMs);
  return { kind: 'review', reviewAtMs, event };
};

export const refuse = (code: string, message: string): never => {
  throw new AppError('conflict', code, message);
};
