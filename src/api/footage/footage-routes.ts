import { searchFootage, unalteredRequest } from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import {
  type CameraFootage,
  type FilmingCamera,
  type FootageAnswer,
  type FootageQuery,
  parseFootageQuery,
  type Vantage,
} from '../../footage/index.ts';
import { reachM } from '../../places/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf, type JudgeDeps, judgeOf } from '../caller.ts';
import { placeJson, withPlace } from '../places/place-parameter.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { clockJson } from '../terms/camera-clock.ts';
import { comparedJson, coverageJson } from '../terms/coverage.ts';
import { rangeJson } from '../terms/time.ts';
import {
  type CameraFootageJson,
  type FootageAnswerJson,
  footageAnswer,
  footageQuery,
} from './footage-schemas.ts';

type LookUpDeps = JudgeDeps & Pick<ApiDeps, 'footage' | 'custody' | 'places' | 'checkedRequests'>;

export const footageRoutes = (deps: LookUpDeps): Route[] => [
  {
    method: 'get',
    path: '/api/footage',
    allow: 'look-up-footage',
    operation: 'lookUpFootage',
    summary: 'Which cameras saw a place in a time range, and their coverage. No picture.',
    query: footageQuery,
    answers: answersJson(footageAnswer),
    handle: (call) => answer(deps, call),
  },
  {
    method: 'get',
    path: '/api/requests/:id/footage',
    allow: 'see-requests',
    operation: 'lookUpRequest',
    summary: 'Coverage of all cameras of a request. No picture.',
    answers: answersJson(footageAnswer),
    handle: async (call) => json(await ofRequest(deps, call)),
  },
];

async function ofRequest(deps: LookUpDeps, call: UserCall): Promise<FootageAnswerJson> {
  const {
    id: requestId,
    cameraIds,
    range,
    area: seen,
  } = await unalteredRequest(deps, await judgeOf(deps, call), call.params.id);
  const query: FootageQuery = { area: { kind: 'cameras', cameraIds }, field: 'id', range, seen };
  return answerJson(await searchFootage(deps, actorOf(deps, call), query, requestId));
}

async function answer(deps: LookUpDeps, call: UserCall): Promise<Reply> {
  const { query, place } = await withPlace(deps, call.query);
  const asked = parseFootageQuery(query, deps.settings.lookupMaxMs);
  const found = await searchFootage(deps, actorOf(deps, call), asked);
  return json({ ...answerJson(found), ...(place && { place: placeJson(place) }) });
}

const answerJson = ({ range, nowMs, isCompared, cameras }: FootageAnswer): FootageAnswerJson => ({
  ...rangeJson(range),
  now: formatInstant(nowMs),
  compared: isCompared,
  cameras: cameras.map(cameraFootageJson),
});

const cameraFootageJson = ({
  camera,
  standing,
  coverage,
  recordedShare,
  clock,
  compared,
}: CameraFootage): CameraFootageJson => ({
  id: camera.id,
  name: camera.name,
  neighbourhoodId: camera.neighbourhoodId,
  place: camera.place,
  enabled: camera.enabled,
  displayAspect: camera.displayAspect,
  ...(standing && standingJson(camera, standing)),
  recordedShare,
  ...(clock && { clock: clockJson(clock) }),
  ...coverageJson(coverage),
  held: coverage.held.map(rangeJson),
  ...comparedJson(compared),
});

const standingJson = ({ place }: FilmingCamera, { distanceM, view, isBlocked }: Vantage) => ({
  distanceM: Math.round(distanceM * 10) / 10,
  view,
  ...(distanceM > reachM(place ?? {}) && { isFar: true }),
  isBlocked,
});
