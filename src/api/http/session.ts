import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { type FactorDue, type Station, stationOf } from '../../access/index.ts';
import { type AppError, newId, type SessionId, type UserId, unavailable } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { CallSession } from '../route.ts';
import { knownBrowserOf, rememberUser } from './known-browsers.ts';

declare module 'express-session' {
  /** Written once, when a session begins; `session` of the catalogue is read by these names. */
  interface SessionData {
    /** The id that people see; its key stays in the cookie. */
    sessionId: SessionId;
    userId: UserId;
    signedInAtMs: number;
    station: Station;
    /** What the session still owes. */
    owes: FactorDue | undefined;
  }
}

/** Sessions live in the catalogue, so that they can be ended there; the browser holds a signed random id. */
export function sessionHandler({
  sessionStore,
  settings,
}: Pick<ApiDeps, 'sessionStore' | 'settings'>): RequestHandler {
  const handler = session({
    name: 'minhchung.sid',
    secret: Buffer.from(settings.sessionSecret),
    store: sessionStore,
    resave: false,
    saveUninitialized: false,
    cookie: {
      httpOnly: true,
      sameSite: 'strict',
      secure: settings.isSecure,
      maxAge: settings.sessionMs,
      path: '/',
    },
  });
  return (request, response, next) => {
    handler(request, response, (error?: unknown) => (error ? next(storeFailed(error)) : next()));
  };
}

const storeFailed = (cause: unknown): AppError =>
  unavailable('sessions-unavailable', 'Sessions are not available at the moment.', cause);

/** The session of one call. A new id and key at every step up, so that one planted before is worth nothing. */
export const callSession = (
  request: Request,
  response: Response,
  deps: Pick<ApiDeps, 'clock' | 'settings'>,
): CallSession => ({
  id: request.session.sessionId,
  owes: request.session.owes,
  browserOf: (userId) => knownBrowserOf(request, userId, deps),
  begin: async (user, owes) => {
    await settled((done) => request.session.regenerate(done));
    const nowMs = deps.clock.nowMs();
    if (!owes) rememberUser(request, response, user.id, deps);
    Object.assign(request.session, {
      sessionId: newId('session', nowMs),
      userId: user.id,
      signedInAtMs: nowMs,
      station: stationOf(request.ip ?? '', request.headers['user-agent']),
      ...(owes && { owes }),
    });
    await settled((done) => request.session.save(done));
  },
  end: () => settled((done) => request.session.destroy(done)),
});

function settled(act: (done: (error?: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    act((error) => (error ? reject(storeFailed(error)) : resolve()));
  });
}
