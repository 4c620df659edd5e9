import type { RequestHandler } from 'express';
import type { ApiDeps } from '../api-deps.ts';

/** Counts every answered call by its route's template: a path would name cameras. */
export const measured =
  ({ telemetry, clock }: Pick<ApiDeps, 'telemetry' | 'clock'>): RequestHandler =>
  (request, response, next) => {
    const startMs = clock.monotonicMs();
    response.once('finish', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path;
      telemetry.answered({
        method: request.method,
        route: typeof route === 'string' ? route : 'none',
        status: response.statusCode,
        seconds: (clock.monotonicMs() - startMs) / 1000,
      });
    });
    next();
  };
