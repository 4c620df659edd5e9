import { isId, notFound, type SessionId, type UserId } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type Caller, json, nothing, type Reply } from '../route.ts';
import { sessionJson } from './account-json.ts';

export async function listSessions(
  { sessions, clock, settings }: ApiDeps,
  userId: UserId,
  current: SessionId | undefined,
): Promise<Reply> {
  const open = await sessions.ofUser(userId, clock.nowMs() - settings.sessionMs);
  return json({ sessions: open.map((session) => sessionJson(session, current)) });
}

export interface EndedSessions {
  readonly actor: Caller;
  readonly userId: UserId;
  /** One, as a caller named it, or all but one. */
  readonly which: { readonly named: string | undefined } | { readonly allBut: SessionId | undefined };
}

/** Errors: `session-not-found`. */
export async function endSessions(
  { sessions, clock }: ApiDeps,
  { actor, userId, which }: EndedSessions,
): Promise<Reply> {
  const event = custodyEvent({ user: actor, nowMs: clock.nowMs() }, 'session-revoked', { subject: userId });
  if ('allBut' in which) {
    await sessions.end(userId, which, event);
    return nothing;
  }
  const { named = '' } = which;
  const ended = isId('session', named) ? await sessions.end(userId, { only: named }, event) : 0;
  if (ended === 0) throw notFound('session-not-found', 'There is no such session.');
  return nothing;
}
