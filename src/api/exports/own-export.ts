import { type FootageRequest, ownRequest } from '../../access/index.ts';
import { isId, notFound } from '../../core/index.ts';
import type { Export } from '../../evidence/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { UserCall } from '../route.ts';

/** Errors: those of `ownRequest`, `export-not-found`. */
export async function ownExport(
  deps: Pick<ApiDeps, 'requests' | 'exports'>,
  call: UserCall,
): Promise<{ readonly request: FootageRequest; readonly found: Export }> {
  const request = await ownRequest(deps, call.user, call.params.id);
  const { exportId = '' } = call.params;
  const found = isId('export', exportId) ? await deps.exports.byId(exportId) : undefined;
  if (found?.requestId === request.id) return { request, found };
  throw notFound('export-not-found', 'The request has no such export.');
}
