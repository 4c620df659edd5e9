import type { SessionId, UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';

/** Where somebody works. Told by the browser: attacker-controlled. */
export interface Station {
  readonly address: string;
  /** The `User-Agent` header, printable and at most 200 characters; empty when there was none. */
  readonly browser: string;
}

/** A session in the catalogue, for people. Its key, which the cookie holds, is never told. */
export interface OpenSession {
  readonly id: SessionId;
  readonly station: Station;
  readonly signedInAtMs: number;
  /** To the minute. */
  readonly lastUsedAtMs: number;
  /** Whether it still owes the second factor. */
  readonly isHalf: boolean;
}

/** Which of a user's sessions end: one, or all but one. */
export type Ended = { readonly only: SessionId } | { readonly allBut: SessionId | undefined };

/** Sessions that can be seen and ended. Errors: `unavailable` `catalogue-unavailable`. */
export interface Sessions {
  /** Those begun after `sinceMs`, last used first. */
  ofUser(userId: UserId, sinceMs: number): Promise<OpenSession[]>;
  /** Keeps that it was used; at most once a minute. */
  used(id: SessionId, nowMs: number): Promise<void>;
  /** One transaction; the event is recorded if there was any to end. Answers how many. */
  end(userId: UserId, which: Ended, event: CustodyEvent): Promise<number>;
}

const longestBrowser = 200;

export const stationOf = (address: string, userAgent = ''): Station => ({
  address,
  browser: userAgent.replaceAll(/\p{C}/gu, '').slice(0, longestBrowser),
});
