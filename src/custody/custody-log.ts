import type { CameraId, RequestId, TimeRange, UserId } from '../core/index.ts';
import type { ChainHead } from './chain.ts';
import type { CustodyEvent } from './custody-event.ts';

/** A question to the log: was a playlist issued to this user, that reaches into this time? */
export interface IssuedLook {
  readonly actor: UserId;
  readonly requestId: RequestId;
  readonly cameraId: CameraId;
  readonly range: TimeRange;
}

/** What happened, in order. Errors: `unavailable` `catalogue-unavailable`. */
export interface CustodyLog {
  /** Returns once all of them are committed, in that order: from then on bytes may leave (I6). */
  append(...events: readonly CustodyEvent[]): Promise<void>;
  hasIssuedPlaylist(look: IssuedLook): Promise<boolean>;
  head(): Promise<ChainHead>;
}
