import { checkedRequest, refuseAltered } from '../../access/index.ts';
import { notFound, type RequestId } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';

/** The case number of a request, in whatever state, that is what was recorded. Errors: `request-altered` (conflict). */
export async function unalteredCase(deps: Pick<ApiDeps, 'checkedRequests'>, id: RequestId): Promise<string> {
  const checked = await checkedRequest(deps, id);
  if (!checked) throw notFound('request-not-found', 'There is no such request.');
  refuseAltered(checked);
  return checked.request.caseNumber;
}
