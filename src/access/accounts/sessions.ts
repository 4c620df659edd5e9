import { type Clock, isId, notFound, type SessionId, type UserId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import { type AccountActor, accountEvent } from './account-event.ts';

/** Browser and address of a session. The browser states them: attacker-controlled. */
export interface Station {
  readonly address: string;
  /** The `User-Agent` header, printable and at most 200 characters; empty when there was none. */
  readonly browser: string;
}

/** A session as people see it. Its key, which the cookie holds, is never shown. */
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
export interface SessionRepository {
  /** Those begun after `sinceMs`, last used first. */
  ofUser(userId: UserId, sinceMs: number): Promise<OpenSession[]>;
  /** Keeps that it was used; at most once a minute. */
  used(id: SessionId, nowMs: number): Promise<void>;
  /** One transaction; the event is recorded if there was any to end. Answers how many. */
  end(userId: UserId, which: Ended, event: CustodyEvent): Promise<number>;
}

const maxBrowserLength = 200;

export const stationOf = (address: string, userAgent = ''): Station => ({
  address,
  browser: userAgent.replaceAll(/\p{C}/gu, '').slice(0, maxBrowserLength),
});

/** A user's sessions that are not over: each ends `sessionMs` after it began. */
export const openSessionsOf = (
  { sessions, clock }: { readonly sessions: SessionRepository; readonly clock: Clock },
  userId: UserId,
  sessionMs: number,
): Promise<OpenSession[]> => sessions.ofUser(userId, clock.nowMs() - sessionMs);

const sessionsRevoked = (by: AccountActor, userId: UserId): CustodyEvent =>
  accountEvent(by, 'session-revoked', userId);

/** Ends every session of a user but that one. */
export async function endOtherSessions(
  sessions: SessionRepository,
  by: AccountActor,
  { userId, allBut }: { readonly userId: UserId; readonly allBut: SessionId | undefined },
): Promise<void> {
  await sessions.end(userId, { allBut }, sessionsRevoked(by, userId));
}

/** Ends one session of a user. `named` is what a caller calls it: anybody's text. Errors: `session-not-found`. */
export async function endSession(
  sessions: SessionRepository,
  by: AccountActor,
  { userId, named = '' }: { readonly userId: UserId; readonly named: string | undefined },
): Promise<void> {
  const event = sessionsRevoked(by, userId);
  const ended = isId('session', named) ? await sessions.end(userId, { only: named }, event) : 0;
  if (ended === 0) throw notFound('session-not-found', 'There is no such session.');
}
