import { formatInstant } from '../../core/index.ts';
import { type CameraFootage, type FootageAnswer, lookUp, parseFootageQuery } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';
import {
  type CameraFootageJson,
  type FootageAnswerJson,
  footageAnswer,
  footageQuery,
} from '../schemas/footage.ts';
import { rangeJson } from '../time-json.ts';

export const footageRoutes = ({ footage, clock, settings }: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/footage',
    allow: 'look-up-footage',
    operation: 'lookUpFootage',
    summary: 'Which cameras saw a place in a stretch of time, and what there is of it. No picture.',
    query: footageQuery,
    answers: answersJson(footageAnswer),
    handle: async ({ query }) => {
      const asked = parseFootageQuery(query, settings.lookupMaxMs);
      return json(answerJson(await lookUp(footage, asked, clock.nowMs())));
    },
  },
];

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
});
