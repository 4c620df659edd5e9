import {
  type AllowanceUse,
  awaitsAnswerOf,
  type Filed,
  type FootageRequest,
  type OpenedCamera,
  openedScope,
  sameStations,
} from '../../access/index.ts';
import { inParallel } from '../../core/index.ts';
import type { SameStation } from '../../custody/index.ts';
import { type ComparisonLimits, searchComparison } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type Caller, json, type Reply } from '../route.ts';
import { comparedJson, coverageJson } from '../terms/coverage.ts';
import { type People, peopleFor } from '../terms/person.ts';
import { rangeJson } from '../terms/time.ts';
import type { OpenedCameraJson } from './opened-camera-schemas.ts';
import { requestJson } from './request-json.ts';
import type { RequestDetailJson } from './request-schemas.ts';

export type DetailDeps = Pick<
  ApiDeps,
  'footage' | 'stations' | 'shownCoverage' | 'allowance' | 'users' | 'custodyEvents' | 'clock'
>;

/** Who is told, and by which names. */
interface Reader {
  readonly user: Caller;
  readonly people: People;
}

/** A request with what it really opens, and what is known to be missing of it by now. That it is shown is recorded before. */
export async function requestDetailJson(
  deps: DetailDeps,
  request: FootageRequest,
  user: Caller,
): Promise<RequestDetailJson> {
  const people = await peopleFor(user, deps);
  await recordShown(deps, user, [request]);
  const here = await sameAsHere(deps, user, [request]);
  return {
    ...(await detailJson(deps, request, { people, here })),
    effectiveScope: await scopeJson(deps, request, searchComparison),
  };
}

/** The same of several, compared with no records; of one that is not what was recorded its words alone. */
export async function requestDetailsJson(
  deps: DetailDeps & Pick<ApiDeps, 'checkedRequests'>,
  requests: readonly FootageRequest[],
  { user, people }: Reader,
): Promise<RequestDetailJson[]> {
  const altered = await alteredOf(deps, requests);
  await recordShown(
    deps,
    user,
    requests.filter(({ id }) => !altered.has(id)),
  );
  const here = await sameAsHere(deps, user, requests);
  return Promise.all(
    requests.map(async (request) => ({
      ...(await detailJson(deps, request, { people, here })),
      effectiveScope: altered.has(request.id) ? [] : await scopeJson(deps, request),
    })),
  );
}

const checksAtOnce = 4;

async function alteredOf(
  { checkedRequests }: Pick<ApiDeps, 'checkedRequests'>,
  requests: readonly FootageRequest[],
): Promise<ReadonlySet<string>> {
  const altered = new Set<string>();
  await inParallel(checksAtOnce, requests, async ({ id }) => {
    if ((await checkedRequests.byId(id))?.difference !== undefined) altered.add(id);
  });
  return altered;
}

type Here = ReadonlyMap<string, SameStation>;

/** Answers the station that the user shares now with those whose requests the user may answer. */
const sameAsHere = (
  { stations, clock }: DetailDeps,
  user: Caller,
  requests: readonly FootageRequest[],
): Promise<Here> => {
  const nowMs = clock.nowMs();
  const answerable = requests.filter((each) => awaitsAnswerOf(user, each, nowMs));
  return sameStations(
    stations,
    { user, nowMs },
    answerable.map(({ id }) => id),
  );
};

const recordShown = (
  { shownCoverage, clock }: DetailDeps,
  user: Caller,
  requests: readonly FootageRequest[],
): Promise<void> => shownCoverage.note({ user, nowMs: clock.nowMs() }, requests);

async function detailJson(
  { allowance, clock }: DetailDeps,
  request: FootageRequest,
  { people, here }: { readonly people: People; readonly here: Here },
): Promise<Omit<RequestDetailJson, 'effectiveScope'>> {
  const fromHere = here.get(request.id);
  const use = await allowance.useOf(request);
  return {
    ...requestJson(request, people, clock.nowMs()),
    ...(use && { emergencyUse: useJson(use) }),
    ...(fromHere && { fromHere }),
  };
}

async function scopeJson(
  { footage, clock }: DetailDeps,
  request: FootageRequest,
  comparison?: ComparisonLimits,
): Promise<OpenedCameraJson[]> {
  const opened = await openedScope(footage, request, clock.nowMs(), comparison);
  return opened.map(openedJson);
}

const useJson = ({ spent, most }: AllowanceUse) => ({
  servedBytes: spent.bytes,
  mostBytes: most.bytes,
  stills: spent.stills,
  ...(most.stills !== undefined && { mostStills: most.stills }),
});

const openedJson = ({
  cameraId,
  name,
  originals,
  coverage,
  compared,
  ...range
}: OpenedCamera): OpenedCameraJson => ({
  cameraId,
  name,
  ...rangeJson(range),
  originals: rangeJson(originals),
  ...coverageJson(coverage),
  ...comparedJson(compared),
});

/** A request that was filed, and what its hold came to. */
export async function filedReply(
  deps: DetailDeps,
  { request, rescued, tooLate }: Filed,
  user: Caller,
): Promise<Reply> {
  return json({ ...(await requestDetailJson(deps, request, user)), rescued, tooLate }, 201);
}
