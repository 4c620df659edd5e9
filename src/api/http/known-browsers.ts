import type { Request, Response } from 'express';
import { actStation, browserOf, withMark } from '../../access/index.ts';
import type { UserId } from '../../core/index.ts';
import type { ActStation } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';

type BrowserDeps = Pick<ApiDeps, 'clock' | 'settings'>;

/** Read when somebody signs in. */
const name = 'minhchung.browser';
const path = '/api';
const keptMs = 180 * 86_400_000;

/** The id of the caller's browser, if that user has signed in with it before. */
export const knownBrowserOf = (
  request: Request,
  userId: UserId,
  { clock, settings }: BrowserDeps,
): string | undefined => browserOf(marksOf(request), userId, settings.sessionSecret, clock.nowMs());

/** Where a call comes from; a program, by its token, has no browser. */
export const stationOfCall = (request: Request, { clock, settings }: BrowserDeps): ActStation => {
  const marks = request.headers.authorization === undefined ? marksOf(request) : '';
  return actStation({ marks, address: request.ip ?? '' }, settings.sessionSecret, clock.nowMs());
};

/** Lets the browser show next time that this user has signed in with it. */
export function rememberUser(
  request: Request,
  response: Response,
  userId: UserId,
  { clock, settings }: BrowserDeps,
): void {
  const marks = withMark(marksOf(request), userId, settings.sessionSecret, clock.nowMs());
  response.cookie(name, marks, {
    httpOnly: true,
    sameSite: 'strict',
    secure: settings.isSecure,
    maxAge: keptMs,
    path,
  });
}

/** The cookie as it was set; empty without one (RFC 6265 section 4.2). */
function marksOf({ headers }: Request): string {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}
