import { effectiveScope, type FootageRequest } from '../access/index.ts';
import { lookUp } from '../footage/index.ts';
import type { ApiDeps } from './api-deps.ts';
import { type People, requestJson } from './request-json.ts';
import type { OpenedCameraJson } from './schemas/opened-camera.ts';
import type { RequestDetailJson } from './schemas/request.ts';
import { rangeJson } from './time-json.ts';

/** A request with what it really opens, and what is known to be missing of it by now. */
export async function requestDetailJson(
  deps: ApiDeps,
  request: FootageRequest,
  people: People,
): Promise<RequestDetailJson> {
  const effective = request.cameraIds.length === 0 ? [] : await openedJson(deps, request);
  return { ...requestJson(request, people, deps.clock.nowMs()), effectiveScope: effective };
}

async function openedJson({ footage, clock }: ApiDeps, request: FootageRequest): Promise<OpenedCameraJson[]> {
  const { cameraIds, range } = request;
  const [{ cameras }, ...edges] = await Promise.all([
    lookUp(footage, { area: { kind: 'cameras', cameraIds }, field: 'area', range }, clock.nowMs()),
    footage.segmentsAt(cameraIds, range.fromMs),
    footage.segmentsAt(cameraIds, range.toMs - 1),
  ]);
  const known = new Map(cameras.map((each) => [each.camera.id, each]));
  return effectiveScope(request, edges.flat()).map(({ cameraId, originals, ...scope }) => {
    const { camera, coverage } = known.get(cameraId) ?? {};
    return {
      ...{ cameraId, name: camera?.name, ...rangeJson(scope), originals: rangeJson(originals) },
      spans: (coverage?.spans ?? []).map(rangeJson),
      gaps: (coverage?.gaps ?? []).map((gap) => ({ ...rangeJson(gap), reason: gap.reason })),
      open: (coverage?.open ?? []).map(rangeJson),
    };
  });
}
