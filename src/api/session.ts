import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { User } from '../access/index.ts';
import { type AppError, type UserId, unavailable } from '../core/index.ts';
import type { ApiDeps } from './api-deps.ts';
import type { CallSession } from './route.ts';

declare module 'express-session' {
  interface SessionData {
    userId: UserId;
    signedInAtMs: number;
  }
}

/** Sessions live in the catalogue, so that they can be ended there; the browser holds a signed random id. */
export function sessionHandler({ sessionStore, settings }: ApiDeps): RequestHandler {
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
  unavailable('sessions-unavailable', 'Sessions cannot be read or kept just now.', cause);

/**
 * Who is signed in. Asked anew at every call, so that a disabled user or a changed role counts at once; the session
 * ends `sessionMs` after it began, however busy it was.
 */
export async function userOf(
  request: Request,
  { users, clock, settings }: ApiDeps,
): Promise<User | undefined> {
  const { userId, signedInAtMs } = request.session;
  if (!userId || signedInAtMs === undefined) return undefined;
  if (clock.nowMs() >= signedInAtMs + settings.sessionMs) return undefined;
  const user = await users.byId(userId);
  return user?.enabled ? user : undefined;
}

/** The session of one call. A new id at every sign-in, so that one planted before is worth nothing. */
export const callSession = (request: Request, { clock }: ApiDeps): CallSession => ({
  begin: async (user) => {
    await settled((done) => request.session.regenerate(done));
    request.session.userId = user.id;
    request.session.signedInAtMs = clock.nowMs();
    await settled((done) => request.session.save(done));
  },
  end: () => settled((done) => request.session.destroy(done)),
});

function settled(act: (done: (error?: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    act((error) => (error ? reject(storeFailed(error)) : resolve()));
  });
}
