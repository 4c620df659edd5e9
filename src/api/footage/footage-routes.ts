import { canonicalJson, formatInstant } from '../../core/index.ts';
import { type Actor, type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import {
  type CameraFootage,
  type FootageAnswer,
  type FootageQuery,
  lookUp,
  parseFootageQuery,
} from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { judgeOf } from '../caller.ts';
import { placeJson, withPlace } from '../places/place-parameter.ts';
import { requestOf } from '../requests/request-steps.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { coverageJson } from '../terms/coverage.ts';
import { rangeJson } from '../terms/time.ts';
import {
  type CameraFootageJson,
  type FootageAnswerJson,
  footageAnswer,
  footageQuery,
} from './footage-schemas.ts';

export const footageRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/footage',
    allow: 'look-up-footage',
    operation: 'lookUpFootage',
    summary: 'Which cameras saw a place in a stretch of time, and what there is of it. No picture.',
    query: footageQuery,
    answers: answersJson(footageAnswer),
    handle: (call) => answer(deps, call),
  },
  {
    method: 'get',
    path: '/api/requests/:id/footage',
    allow: 'see-requests',
    operation: 'lookUpRequest',
    summary: 'What there is of everything that a request names. No picture.',
    answers: answersJson(footageAnswer),
    handle: async (call) => json(await ofRequest(deps, call)),
  },
];

/** All its cameras in one look-up; that somebody looked is recorded before they learn what there is. */
async function ofRequest(deps: ApiDeps, call: UserCall): Promise<FootageAnswerJson> {
  const { id: requestId, cameraIds, range } = await requestOf(deps, call, await judgeOf(deps, call));
  const nowMs = deps.clock.nowMs();
  const query: FootageQuery = { area: { kind: 'cameras', cameraIds }, field: 'id', range };
  const found = await lookUp(deps.footage, query, nowMs);
  const event = searchEvent({ user: call.user, nowMs }, query, found);
  await deps.custody.append({ ...event, requestId });
  return answerJson(found);
}

/** That somebody looked, and where, is recorded before they learn what there is. */
async function answer(deps: ApiDeps, { query: given, user }: UserCall): Promise<Reply> {
  const { query, place } = await withPlace(deps, given);
  const asked = parseFootageQuery(query, deps.settings.lookupMaxMs);
  const nowMs = deps.clock.nowMs();
  const found = await lookUp(deps.footage, asked, nowMs);
  await deps.custody.append(searchEvent({ user, nowMs }, asked, found));
  return json({ ...answerJson(found), ...(place && { place: placeJson(place) }) });
}

const searchEvent = (by: Actor, { area, range }: FootageQuery, { cameras }: FootageAnswer): CustodyEvent => {
  const [only] = area.kind === 'cameras' ? area.cameraIds : [];
  const detail = { area: canonicalJson(area), cameras: cameras.length };
  return custodyEvent(by, 'footage-searched', { ...(only && { cameraId: only }), range, detail });
};

const answerJson = ({ range, nowMs, cameras }: FootageAnswer): FootageAnswerJson => ({
  ...rangeJson(range),
  now: formatInstant(nowMs),
  cameras: cameras.map(cameraFootageJson),
});

const cameraFootageJson = ({ camera, standing, coverage }: CameraFootage): CameraFootageJson => ({
  id: camera.id,
  name: camera.name,
  neighbourhoodId: camera.neighbourhoodId,
  place: camera.place,
  enabled: camera.enabled,
  ...(standing && { distanceM: Math.round(standing.distanceM * 10) / 10, view: standing.view }),
  ...coverageJson(coverage),
  held: coverage.held.map(rangeJson),
});
