import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { AppError } from '../../core/index.ts';
import type { ApiSettings } from '../api-deps.ts';

/**
 * Refuses calls under a name that is not ours. A page of another site can have its own name resolve to our address (DNS
 * rebinding); the browser then takes us for that site. Addresses are no names. A trusted proxy knows its names itself.
 * Errors: `host-not-ours` (forbidden).
 */
export function onlyUnderOwnNames({ isOwnName, trustedProxies }: ApiSettings): RequestHandler {
  return (request, _response, next) => {
    const name = hostNameOf(request.headers.host ?? '');
    if (trustedProxies || (name !== undefined && (isIP(name) !== 0 || isOwnName(name)))) return next();
    throw new AppError(
      'forbidden',
      'host-not-ours',
      'This service does not know the name it was called by. Add it to MINHCHUNG_HOST_NAMES.',
    );
  };
}

/** The host of a `Host` field (RFC 9110 section 7.2), in lower case and without port; `undefined` for anything else. */
function hostNameOf(field: string): string | undefined {
  const [, ipv6, name] = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/?#@[\]]+))(?::\d{0,5})?$/.exec(field) ?? [];
  return (ipv6 ?? name)?.toLowerCase().replace(/\.$/, '');
}
