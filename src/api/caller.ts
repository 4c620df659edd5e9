import type { Request } from 'express';
import {
  type ApiToken,
  type FactorDue,
  hashOfToken,
  isDeputised,
  isLiveToken,
  type Judge,
  may,
  openSessionsOf,
  tokenMay,
  tokenRefused,
  type User,
} from '../access/index.ts';
import { AppError, invalid, type SessionId, type UserId } from '../core/index.ts';
import type { ApiDeps } from './api-deps.ts';
import type { Caller, Route, UserCall } from './route.ts';

/** Repositories that identify the caller. */
type StandingDeps = Pick<ApiDeps, 'users' | 'sessions' | 'tokens' | 'clock' | 'settings'>;

/** Repositories that find the custodians whom the caller deputises for. */
export type JudgeDeps = Pick<ApiDeps, 'deputies' | 'factors' | 'settings' | 'clock'>;

/** Who calls, and by what right. */
export type Authentication =
  | {
      readonly by: 'session';
      readonly user: User;
      readonly sessionId: SessionId;
      readonly owes: FactorDue | undefined;
    }
  | { readonly by: 'token'; readonly user: User; readonly token: ApiToken };

/**
 * Who calls, by session or by bearer token. Asked anew at every call, so that a disabled user, a changed role and a
 * revoked token count at once. Errors: `sign-in-needed`, `token-refused` (unauthenticated), `session-and-token`.
 */
export async function authenticationOf(
  request: Request,
  bearer: string | undefined,
  deps: StandingDeps,
): Promise<Authentication> {
  if (bearer === undefined) return standingOfSession(request, deps);
  // Which of them acts must never be a guess: the record would name the wrong one.
  if (request.session.userId)
    throw invalid('session-and-token', 'Send a session cookie or a token, not both.');
  return standingOfToken(bearer, deps);
}

/** The session ends `sessionMs` after it began, however busy it was. */
async function standingOfSession(
  request: Request,
  { users, sessions, clock, settings }: StandingDeps,
): Promise<Authentication> {
  const { userId, sessionId, signedInAtMs, owes } = request.session;
  const nowMs = clock.nowMs();
  const isOver = signedInAtMs === undefined || nowMs >= signedInAtMs + settings.sessionMs;
  const user = userId && !isOver ? await users.byId(userId) : undefined;
  if (!user?.enabled || !sessionId) throw signInNeeded();
  await sessions.used(sessionId, nowMs);
  return { by: 'session', user, sessionId, owes };
}

const signInNeeded = (): AppError => new AppError('unauthenticated', 'sign-in-needed', 'Sign in first.');

async function standingOfToken(
  bearer: string,
  { users, tokens, clock }: StandingDeps,
): Promise<Authentication> {
  const token = await tokens.bySha256(hashOfToken(bearer));
  const user = token && (await users.byId(token.ownerId));
  if (!token || !user || !isLiveToken(token, user, clock.nowMs())) throw tokenRefused();
  await tokens.used(token.id, clock.nowMs());
  return { by: 'token', user, token };
}

/** Re-checks the caller during a long response; a session is read from the catalogue. Errors: `sign-in-needed`, `token-refused`. */
export async function standingStill(
  standing: Authentication,
  bearer: string | undefined,
  deps: StandingDeps,
): Promise<Authentication> {
  if (standing.by === 'token') return standingOfToken(bearer ?? '', deps);
  const user = await deps.users.byId(standing.user.id);
  const open = user?.enabled ? await openSessionsOf(deps, user.id, deps.settings.sessionMs) : [];
  if (!user || !open.some(({ id }) => id === standing.sessionId)) throw signInNeeded();
  return { ...standing, user };
}

/** Who acts, and when: as a use case is told. */
export interface CallerNow {
  readonly user: Caller;
  readonly nowMs: number;
}

/** Who calls, and now. */
export const actorOf = ({ clock }: Pick<ApiDeps, 'clock'>, { user }: UserCall): CallerNow => ({
  user,
  nowMs: clock.nowMs(),
});

/** As the custody log names them: a program by its token. */
export const callerOf = (standing: Authentication): Caller =>
  standing.by === 'token' ? { ...standing.user, tokenId: standing.token.id } : standing.user;

/**
 * Whether the caller is a custodian's deputy just now, where that counts: with a session, not with a token. Errors:
 * `second-factor-not-enrolled` (forbidden) of a deputy who has none.
 */
export async function standsIn(
  allow: Exclude<Route['allow'], 'anyone'>,
  { by, user }: Authentication,
  deps: JudgeDeps,
): Promise<boolean> {
  if (by === 'token' || allow === 'signed-in' || allow === 'half-signed-in' || !isDeputised(allow))
    return false;
  return (await standsInFor(deps, user)).length > 0;
}

/** In whose place the user judges now. Errors: as `standsIn`. */
export async function standsInFor(
  { deputies, factors, settings, clock }: JudgeDeps,
  { id }: User,
): Promise<UserId[]> {
  const custodians = await deputies.custodiansOf(id, clock.nowMs());
  // Their role may need none, and then their session has shown none: what they do in a custodian's place does.
  if (custodians.length > 0 && settings.requiresSecondFactor && !(await factors.of(id)).sealed)
    throw notEnrolled();
  return custodians;
}

/** Who calls, and in whose place; for what is decided about a request. Errors: as `standsIn`. */
export async function judgeOf(deps: JudgeDeps, { user }: UserCall): Promise<Judge> {
  return { user, nowMs: deps.clock.nowMs(), deputyOf: await standsInFor(deps, user) };
}

/** Whoever calls and may. Errors, forbidden: `second-factor-not-enrolled`, `session-needed`, `role-refused`. */
export function admit(
  allow: Exclude<Route['allow'], 'anyone'>,
  standing: Authentication,
  isDeputy: boolean,
): Caller {
  const { user } = standing;
  if (standing.by === 'token') return admitToken(allow, standing.token, user);
  if (allow === 'half-signed-in') return user;
  refuseHalf(standing.owes);
  if (allow === 'signed-in' || may(user.role, allow) || isDeputy) return user;
  throw roleRefused(user);
}

/** A program does what actions are for; what belongs to the account is for the person. */
function admitToken(allow: Exclude<Route['allow'], 'anyone'>, token: ApiToken, user: User): Caller {
  if (allow === 'signed-in' || allow === 'half-signed-in') {
    throw new AppError('forbidden', 'session-needed', 'Tokens may not do this: sign in.');
  }
  if (tokenMay(token, allow)) return callerOf({ by: 'token', token, user });
  throw new AppError('forbidden', 'role-refused', 'This token may not do that.');
}

function refuseHalf(owes: FactorDue | undefined): void {
  if (owes) throw notEnrolled();
}

const notEnrolled = (): AppError =>
  new AppError('forbidden', 'second-factor-not-enrolled', 'Set up a second factor first.');

const roleRefused = ({ role }: User): AppError =>
  new AppError('forbidden', 'role-refused', `The role ${role} may not do this.`);
