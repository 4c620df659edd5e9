import type { FootageRequest } from '../../access/index.ts';
import { isId, notFound } from '../../core/index.ts';
import type { Export } from '../../evidence/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { UserCall } from '../route.ts';

/** The request that a call names. Errors: `request-not-found`, also for the request of another. */
export async function ownRequest(
  { requests }: ApiDeps,
  { user, params: { id = '' } }: UserCall,
): Promise<FootageRequest> {
  const request = isId('request', id) ? await requests.byId(id) : undefined;
  if (request?.requesterId === user.id) return request;
  throw notFound('request-not-found', 'There is no such request of yours.');
}

/** Errors: those of `ownRequest`, `export-not-found`. */
export async function ownExport(
  deps: ApiDeps,
  call: UserCall,
): Promise<{ readonly request: FootageRequest; readonly found: Export }> {
  const request = await ownRequest(deps, call);
  const { exportId = '' } = call.params;
  const found = isId('export', exportId) ? await deps.exports.byId(exportId) : undefined;
  if (found?.requestId === request.id) return { request, found };
  throw notFound('export-not-found', 'The request has no such export.');
}
