import { effectiveScope, type FootageRequest } from '../../access/index.ts';
import { hullOf, intersect, isEmpty, type TimeRange } from '../../core/index.ts';
import { lookUp } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Caller } from '../route.ts';
import { coverageJson } from '../terms/coverage.ts';
import { type People, peopleFor } from '../terms/person.ts';
import { rangeJson } from '../terms/time.ts';
import type { OpenedCameraJson } from './opened-camera-schemas.ts';
import { requestJson } from './request-json.ts';
import type { RequestDetailJson } from './request-schemas.ts';

/** Who is told, and by which names. */
interface Reader {
  readonly user: Caller;
  readonly people: People;
}

/** A request with what it really opens, and what is known to be missing of it by now. That it is shown is recorded before. */
export async function requestDetailJson(
  deps: ApiDeps,
  request: FootageRequest,
  user: Caller,
): Promise<RequestDetailJson> {
  const people = await peopleFor(user, deps);
  await recordShown(deps, user, [request]);
  return detailJson(deps, request, people);
}

/** The same of several. */
export async function requestDetailsJson(
  deps: ApiDeps,
  requests: readonly FootageRequest[],
  { user, people }: Reader,
): Promise<RequestDetailJson[]> {
  await recordShown(deps, user, requests);
  return Promise.all(requests.map((request) => detailJson(deps, request, people)));
}

const recordShown = (
  { shownCoverage, clock }: ApiDeps,
  user: Caller,
  requests: readonly FootageRequest[],
): Promise<void> => shownCoverage.note({ user, nowMs: clock.nowMs() }, requests);

async function detailJson(
  deps: ApiDeps,
  request: FootageRequest,
  people: People,
): Promise<RequestDetailJson> {
  const effective = request.cameraIds.length === 0 ? [] : await openedJson(deps, request);
  return { ...requestJson(request, people, deps.clock.nowMs()), effectiveScope: effective };
}

async function openedJson({ footage, clock }: ApiDeps, request: FootageRequest): Promise<OpenedCameraJson[]> {
  const { cameraIds, range } = request;
  const edges = await Promise.all([
    footage.segmentsAt(cameraIds, range.fromMs),
    footage.segmentsAt(cameraIds, range.toMs - 1),
  ]);
  const scopes = effectiveScope(request, edges.flat());
  // What is opened of one camera may reach a GOP further than of another.
  const query = { area: { kind: 'cameras', cameraIds }, field: 'area', range: hullOf(scopes) } as const;
  const { cameras } = await lookUp(footage, query, clock.nowMs());
  const known = new Map(cameras.map((each) => [each.camera.id, each]));
  return scopes.map(({ cameraId, originals, ...scope }) => {
    const { camera, coverage } = known.get(cameraId) ?? {};
    const within = <T extends TimeRange>(ranges: readonly T[] = []): T[] =>
      ranges.map((each) => ({ ...each, ...intersect(each, scope) })).filter((each) => !isEmpty(each));
    return {
      cameraId,
      name: camera?.name,
      ...rangeJson(scope),
      originals: rangeJson(originals),
      ...coverageJson({
        spans: within(coverage?.spans),
        gaps: within(coverage?.gaps),
        open: within(coverage?.open),
      }),
    };
  });
}
