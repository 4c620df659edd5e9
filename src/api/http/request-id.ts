import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { withLogFields } from '../../core/index.ts';

const header = 'X-Request-Id';

/**
 * Names every call, in the reply and in all its log lines. The id is ours: one that a client sends could be anything,
 * or another client's.
 */
export const withRequestId: RequestHandler = (_request, response, next) => {
  const requestId = randomUUID();
  response.set(header, requestId);
  withLogFields({ requestId }, next);
};

/** For the problem that this call is answered with. */
export const requestIdOf = (response: Response): string => String(response.get(header));
