import {
  type AllowanceUse,
  type Filed,
  type FootageRequest,
  type OpenedCamera,
  openedScope,
} from '../../access/index.ts';
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
  'footage' | 'shownCoverage' | 'allowance' | 'users' | 'custodyEvents' | 'clock'
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
  return detailJson(deps, request, people);
}

/** The same of several. */
export async function requestDetailsJson(
  deps: DetailDeps,
  requests: readonly FootageRequest[],
  { user, people }: Reader,
): Promise<RequestDetailJson[]> {
  await recordShown(deps, user, requests);
  return Promise.all(requests.map((request) => detailJson(deps, request, people)));
}

const recordShown = (
  { shownCoverage, clock }: DetailDeps,
  user: Caller,
  requests: readonly FootageRequest[],
): Promise<void> => shownCoverage.note({ user, nowMs: clock.nowMs() }, requests);

async function detailJson(
  { footage, allowance, clock }: DetailDeps,
  request: FootageRequest,
  people: People,
): Promise<RequestDetailJson> {
  const nowMs = clock.nowMs();
  const [opened, use] = await Promise.all([openedScope(footage, request, nowMs), allowance.useOf(request)]);
  return {
    ...requestJson(request, people, nowMs),
    effectiveScope: opened.map(openedJson),
    ...(use && { emergencyUse: useJson(use) }),
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
