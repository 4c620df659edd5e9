import {
  type AllowanceUse,
  awaitsAnswerOf,
  type Filed,
  type FootageRequest,
  type OpenedCamera,
  openedScope,
  sameStations,
} from '../../access/index.ts';
import type { SameStation } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type Caller, json, type Reply } from '../route.ts';
import { coverageJson } from '../terms/coverage.ts';
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
  const [detail] = await requestDetailsJson(deps, [request], { user, people: await peopleFor(user, deps) });
  return detail as RequestDetailJson;
}

/** The same of several. */
export async function requestDetailsJson(
  deps: DetailDeps,
  requests: readonly FootageRequest[],
  { user, people }: Reader,
): Promise<RequestDetailJson[]> {
  await recordShown(deps, user, requests);
  const here = await sameAsHere(deps, user, requests);
  return Promise.all(requests.map((request) => detailJson(deps, request, { people, here })));
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
  { footage, allowance, clock }: DetailDeps,
  request: FootageRequest,
  { people, here }: { readonly people: People; readonly here: Here },
): Promise<RequestDetailJson> {
  const fromHere = here.get(request.id);
  const nowMs = clock.nowMs();
  const [opened, use] = await Promise.all([openedScope(footage, request, nowMs), allowance.useOf(request)]);
  return {
    ...requestJson(request, people, nowMs),
    effectiveScope: opened.map(openedJson),
    ...(use && { emergencyUse: useJson(use) }),
    ...(fromHere && { fromHere }),
  };
}

const useJson = ({ spent, most }: AllowanceUse) => ({
  servedBytes: spent.bytes,
  mostBytes: most.bytes,
  stills: spent.stills,
  ...(most.stills !== undefined && { mostStills: most.stills }),
});

const openedJson = ({ cameraId, name, originals, coverage, ...range }: OpenedCamera): OpenedCameraJson => ({
  cameraId,
  name,
  ...rangeJson(range),
  originals: rangeJson(originals),
  ...coverageJson(coverage),
});

/** A request that was filed, and what its hold came to. */
export async function filedReply(
  deps: DetailDeps,
  { request, rescued, tooLate }: Filed,
  user: Caller,
): Promise<Reply> {
  return json({ ...(await requestDetailJson(deps, request, user)), rescued, tooLate }, 201);
}
