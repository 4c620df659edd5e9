import { type CameraId, invalid, newId } from '../core/index.ts';
import { custodyEvent } from '../custody/index.ts';
import { type FootageRequest, type RequestDraft, type Requests, requestLastsMs } from './request.ts';
import type { User } from './users.ts';

/**
 * Grants a request at once, in its first form, fixes the cameras its area means now, and records both in one
 * transaction. Errors: `area-without-cameras` (invalid).
 */
export async function grantRequest(
  requests: Requests,
  requester: User,
  { draft, cameraIds, nowMs }: { draft: RequestDraft; cameraIds: readonly CameraId[]; nowMs: number },
): Promise<FootageRequest> {
  if (cameraIds.length === 0) throw invalid('area-without-cameras', 'No camera stands in the area.', 'area');
  const request: FootageRequest = {
    ...draft,
    id: newId('request', nowMs),
    requesterId: requester.id,
    state: 'granted',
    cameraIds,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + requestLastsMs,
  };
  const { id: requestId, range } = request;
  await requests.create(
    request,
    custodyEvent({ user: requester, nowMs }, 'request-granted', { requestId, range }),
  );
  return request;
}
