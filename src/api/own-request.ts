import type { FootageRequest } from '../access/index.ts';
import { isId, notFound } from '../core/index.ts';
import type { ApiDeps } from './api-deps.ts';
import type { UserCall } from './route.ts';

/** The request that a call under `/api/requests/:id` names, if it is the caller's own. Errors: `request-not-found`. */
export async function ownRequest(
  { requests }: ApiDeps,
  { user, params: { id = '' } }: UserCall,
): Promise<FootageRequest> {
  const request = isId('request', id) ? await requests.byId(id) : undefined;
  if (request?.requesterId !== user.id)
    throw notFound('request-not-found', 'There is no such request of yours.');
  return request;
}
