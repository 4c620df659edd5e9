import { AppError, formatInstant, type UserId } from '../../core/index.ts';
import { type CustodyEvent, type CustodyEventName, custodyEvent } from '../../custody/index.ts';
import type { User } from '../users.ts';
import type { FootageRequest, HoldId } from './request.ts';

/** What a step does with the hold that is bound to the request (I5). Its event is appended if there was such a hold. */
export type HoldStep =
  | {
      readonly kind: 'place';
      readonly id: HoldId;
      readonly reviewAtMs: number;
      /** Of what requests hold that no second person approved, this one included; absent: however much it is. */
      readonly mostBytes?: number;
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
  | 'emergency-reviewed'
  | 'answer-awaited'
  | 'answer-overdue';

/** Somebody is to be told; whom that means is looked up when it is written down. */
export interface Telling {
  readonly kind: TellingKind;
  readonly to: 'custodians' | 'requester';
}

/** One step in the life of a request. All that it brings with it is written in one transaction, or none of it. */
export interface Step {
  /** Absent when the request is new. */
  readonly before?: FootageRequest;
  readonly after: FootageRequest;
  readonly events: readonly CustodyEvent[];
  readonly tellings: readonly Telling[];
  readonly hold?: HoldStep;
}

/** Who acts. A deputy acts on behalf of custodians. */
export interface Hand {
  readonly user: User;
  readonly nowMs: number;
}

/** The event of a step, as the custody log keeps it. */
export const stepEvent = (
  { user, nowMs }: Hand,
  event: CustodyEventName,
  request: FootageRequest,
  matter: Pick<CustodyEvent, 'subject' | 'detail'> = {},
): CustodyEvent =>
  custodyEvent({ user, nowMs }, event, { requestId: request.id, range: request.range, ...matter });

/** Lets go of what the request held. */
export const release = (hand: Hand, after: FootageRequest, reason: string): HoldStep => {
  const event = stepEvent(hand, 'hold-released', after, { detail: { reason } });
  return { kind: 'release', byId: hand.user.id, reason, event };
};

/** Keeps what the request holds until somebody looks again. */
export const keepUntil = (hand: Hand, after: FootageRequest, reviewAtMs: number): HoldStep => {
  const event = stepEvent(hand, 'hold-reviewed', after, { detail: { reviewAt: formatInstant(reviewAtMs) } });
  return { kind: 'review', reviewAtMs, event };
};

export const refuse = (code: string, message: string): never => {
  throw new AppError('conflict', code, message);
};
