import type { Branded } from '../core/ids.ts';
import {
  type CameraId,
  newId,
  type RequestId,
  type TimeRange,
  type TokenId,
  type UserId,
} from '../core/index.ts';
import type { CustodyEventName } from './event-names.ts';
import type { ActStation } from './station.ts';

/** Flat; strings and integers. Never personal data, never a credential, never the id of a user: that is `subject`. */
export type CustodyDetail = Readonly<Record<string, string | number>>;

/** Something that happened with the evidence, or with who may reach it. Never changed once appended. */
export interface CustodyEvent {
  readonly id: Branded<'custody'>;
  readonly atMs: number;
  /** The acting user; absent for the service itself or an unknown actor. The log stores a pseudonym. */
  readonly actor?: UserId;
  /** As it was then; `service` without an actor. */
  readonly actorRole: string;
  /** Token of the program that acted for the actor. */
  readonly tokenId?: TokenId;
  readonly event: CustodyEventName;
  /** The user whom it is about, or on whose behalf it was done. The log keeps a pseudonym. */
  readonly subject?: UserId;
  readonly requestId?: RequestId;
  readonly cameraId?: CameraId;
  /** Wall time: of what is opened, in whole GOPs. */
  readonly range?: TimeRange;
  readonly detail?: CustodyDetail;
  /** Where it was done: no part of the record. */
  readonly station?: ActStation;
}

/** Who does it, and where; `tokenId` of the program that does it for the user. */
export interface ActingUser {
  readonly id: UserId;
  readonly role: string;
  readonly tokenId?: TokenId;
  readonly station?: ActStation;
}

/** Who does it, and when; without a user the service itself. */
export interface Actor {
  readonly user?: ActingUser;
  readonly nowMs: number;
}

/** The subject matter of an event. */
export type CustodyMatter = Pick<CustodyEvent, 'subject' | 'requestId' | 'cameraId' | 'range' | 'detail'>;

export const custodyEvent = (
  { user, nowMs }: Actor,
  event: CustodyEventName,
  matter: CustodyMatter = {},
): CustodyEvent => ({
  id: newId('custody', nowMs),
  atMs: nowMs,
  event,
  ...(user && { actor: user.id }),
  actorRole: user?.role ?? 'service',
  ...(user?.tokenId && { tokenId: user.tokenId }),
  ...(user?.station && { station: user.station }),
  ...matter,
});
