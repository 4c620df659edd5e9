import { checkedRequest, type Look, type Permit, permitLook } from '../../access/index.ts';
import { isId, notFound } from '../../core/index.ts';
import { gopOf, type StoredGop, type StoredSegment } from '../../footage/index.ts';
import { parseSegmentId, segmentId } from '../../recording/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { UserCall } from '../route.ts';

/** A look that nobody decided about yet: who asks, under which request, at which camera. */
export type AskedLook = Omit<Look, 'wanted'>;

/** Out of a call under `/api/requests/:id/cameras/:cameraId`. Errors: `camera-not-found`. */
export async function askedOf(
  deps: Pick<ApiDeps, 'checkedRequests' | 'clock'>,
  { user, params }: UserCall,
): Promise<AskedLook> {
  const { id = '', cameraId = '' } = params;
  if (!isId('camera', cameraId)) throw notFound('camera-not-found', 'There is no such camera.');
  const asked = await checkedRequest(deps, id);
  return { asked, user, cameraId, nowMs: deps.clock.nowMs() };
}

/** The segment that a call names, as far as the request reaches. Errors: `segment-not-found`, those of `permitLook`. */
export async function askedSegment(
  { footage }: Pick<ApiDeps, 'footage'>,
  asked: AskedLook,
  text: string | undefined,
): Promise<StoredSegment> {
  const { range }: Permit = permitLook({ ...asked, wanted: { kind: 'whole' } });
  const named = parseSegmentId(text ?? '');
  const segment =
    named && (await footage.segment(asked.cameraId, segmentId(named.runId, named.startMs), range));
  if (!segment) throw notFound('segment-not-found', 'There is no such segment in the request.');
  return segment;
}

/** The GOP that a call names in its path. Errors: `gop-not-found`, those of `askedOf` and `askedSegment`. */
export async function askedGop(
  deps: Pick<ApiDeps, 'checkedRequests' | 'clock' | 'footage'>,
  call: UserCall,
): Promise<{ readonly asked: AskedLook; readonly stored: StoredGop }> {
  const asked = await askedOf(deps, call);
  const segment = await askedSegment(deps, asked, call.params.segmentId);
  const gop = gopOf(segment, Number(call.params.number));
  if (!gop) throw notFound('gop-not-found', 'The segment has no such GOP.');
  return { asked, stored: { segment, gop } };
}
