import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../core/index.ts';

/**
 * Keeps other sites from acting through a user's browser, beside the cookie's `SameSite=Strict` and bodies that must
 * be JSON: a method that changes something is refused when the browser says it comes from another origin (`Origin`,
 * RFC 6454 section 7; `Sec-Fetch-Site`). Browsers always say so; a program that says nothing has no cookie to steal.
 *
 * Errors: `foreign-origin` (forbidden).
 */
export function refuseForeignOrigin(method: string, headers: IncomingHttpHeaders): void {
  if (method === 'GET' || method === 'HEAD') return;
  if (isOwn(headers)) return;
  throw new AppError('forbidden', 'foreign-origin', 'This call comes from a page of another site.');
}

function isOwn({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
