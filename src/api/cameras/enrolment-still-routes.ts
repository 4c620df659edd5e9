import { z } from 'zod';
import { type EnrolmentStill, registeredCamera } from '../../camera/index.ts';
import { formatInstant } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, answersJson, bytes, json, type Route } from '../route.ts';
import { instant } from '../terms/time.ts';
import { refreshedStill, type StillDeps, shownStill } from './enrolment-still.ts';

const path = '/api/cameras/:id/enrolment-still';

const pictureCheck = z
  .strictObject({
    takenAt: instant,
    verdict: z.enum(['good', 'dark', 'black', 'frozen']),
    lumaMean: z.number(),
    lumaSpread: z.number(),
  })
  .meta({ id: 'PictureCheck' });

export const enrolmentStillRoutes = (deps: StillDeps & Pick<ApiDeps, 'cameras'>): Route[] => [
  {
    method: 'get',
    path,
    allow: 'see-enrolment-stills',
    operation: 'getEnrolmentStill',
    summary: 'The one picture of a camera that technicians see; each look is recorded.',
    answers: answersBytes('image/jpeg', {
      'X-Frame-Time': 'The instant it shows.',
      'X-Picture-Verdict': 'good, dark, black or frozen.',
    }),
    handle: async ({ params, user }) => {
      const { camera } = await registeredCamera(deps, params.id);
      const { still, jpeg } = await shownStill(deps, user, camera);
      return bytes('image/jpeg', jpeg, {
        'X-Frame-Time': formatInstant(still.takenAtMs),
        'X-Picture-Verdict': still.verdict,
      });
    },
  },
  {
    method: 'post',
    path,
    allow: 'see-enrolment-stills',
    operation: 'refreshEnrolmentStill',
    summary:
      'Makes it again from the newest keyframe, at most six times a day; checks for dark, black, frozen.',
    answers: answersJson(pictureCheck, 201),
    handle: async ({ params, user }) => {
      const { camera } = await registeredCamera(deps, params.id);
      return json(checkJson(await refreshedStill(deps, user, camera)), 201);
    },
  },
];

const checkJson = ({ takenAtMs, verdict, lumaMean, lumaSpread }: EnrolmentStill) => ({
  takenAt: formatInstant(takenAtMs),
  verdict,
  lumaMean: Math.round(lumaMean * 10) / 10,
  lumaSpread: Math.round(lumaSpread * 10) / 10,
});
