import type { RequestHandler } from 'express';
import { AppError } from '../../core/index.ts';
import type { ApiSettings } from '../api-deps.ts';

/**
 * Where a proxy does our TLS, nobody else may call: a call past it would come in the clear, and could say anything of
 * where it comes from. Errors: `past-the-proxy` (forbidden).
 */
export function onlyThroughProxy({ trustedProxies }: ApiSettings): RequestHandler {
  return (request, _response, next) => {
    const trusts = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
    const peer = request.socket.remoteAddress ?? '';
    if (!trustedProxies || trusts(peer, 0)) return next();
    throw new AppError('forbidden', 'past-the-proxy', 'Call through the proxy.');
  };
}
