import type { FootageRequest } from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import {
  type CameraFootage,
  type FootageAnswer,
  type FootageQuery,
  lookUp,
  parseFootageQuery,
  type QueryParameters,
} from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { placeJson, withPlace } from '../place-parameter.ts';
import { judgeOf, requestOf } from '../request-steps.ts';
import { answersJson, json, type Reply, type Route } from '../route.ts';
import {
  type CameraFootageJson,
  type FootageAnswerJson,
  footageAnswer,
  footageQuery,
} from '../schemas/footage.ts';
import { rangeJson } from '../time-json.ts';

export const footageRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/footage',
    allow: 'look-up-footage',
    operation: 'lookUpFootage',
    summary: 'Which cameras saw a place in a stretch of time, and what there is of it. No picture.',
    query: footageQuery,
    answers: answersJson(footageAnswer),
    handle: ({ query }) => answer(deps, query),
  },
  {
    method: 'get',
    path: '/api/requests/:id/footage',
    allow: 'see-requests',
    operation: 'lookUpRequest',
    summary: 'What there is of everything that a request names. No picture.',
    answers: answersJson(footageAnswer),
    handle: async (call) =>
      json(await ofRequest(deps, await requestOf(deps, call, await judgeOf(deps, call)))),
  },
];

/** All its cameras in one look-up. */
async function ofRequest(
  { footage, clock }: ApiDeps,
  { cameraIds, range }: FootageRequest,
): Promise<FootageAnswerJson> {
  const query: FootageQuery = { area: { kind: 'cameras', cameraIds }, field: 'id', range };
  return answerJson(await lookUp(footage, query, clock.nowMs()));
}

async function answer(deps: ApiDeps, given: QueryParameters): Promise<Reply> {
  const { query, place } = await withPlace(deps, given);
  const asked = parseFootageQuery(query, deps.settings.lookupMaxMs);
  const found = answerJson(await lookUp(deps.footage, asked, deps.clock.nowMs()));
  return json({ ...found, ...(place && { place: placeJson(place) }) });
}

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
  spans: coverage.spans.map(rangeJson),
  gaps: coverage.gaps.map((gap) => ({ ...rangeJson(gap), reason: gap.reason })),
  open: coverage.open.map(rangeJson),
  held: coverage.held.map(rangeJson),
});
