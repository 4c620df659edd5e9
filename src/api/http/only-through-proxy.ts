import type { RequestHandler } from 'express';
import { AppError } from '../../core/index.ts';
import type { ApiSettings } from '../api-deps.ts';

/**
 * Where a proxy does our TLS, it alone may call: a direct call would come in the clear, and could forge its origin.
 * Errors: `past-the-proxy` (forbidden).
 */
export function onlyThroughProxy({ trustedProxies }: ApiSettings): RequestHandler {
  return (request, _response, next) => {
    const trusts = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
    const peer = request.socket.remoteAddress ?? '';
    if (!trustedProxies || trusts(peer, 0)) return next();
    throw new AppError('forbidden', 'past-the-proxy', 'Call through the proxy.');
  };
}
