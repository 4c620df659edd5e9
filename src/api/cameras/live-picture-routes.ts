import { registeredCamera } from '../../camera/index.ts';
import { formatInstant } from '../../core/index.ts';
import { takeLivePicture } from '../../enrolment/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, bytes, type Route } from '../route.ts';
import { admitTries } from './stream-trial-routes.ts';

type LiveDeps = Pick<
  ApiDeps,
  'cameras' | 'cipher' | 'health' | 'pauses' | 'custody' | 'takeTrialPicture' | 'throttle' | 'clock'
>;

export const livePictureRoutes = (deps: LiveDeps): Route[] => [
  {
    method: 'post',
    path: '/api/cameras/:id/live-picture',
    allow: 'see-enrolment-stills',
    operation: 'takeLivePicture',
    summary: 'A picture of the camera as it is now, to aim it by: stored nowhere; each look is recorded.',
    answers: answersBytes('image/jpeg', { 'X-Frame-Time': 'When it was taken.' }),
    handle: async ({ params, user }) => {
      const camera = await registeredCamera(deps, params.id);
      const { takenAtMs, jpeg } = await takeLivePicture(
        { ...deps, admit: admitTries(deps, { weight: 1 }) },
        camera,
        user,
      );
      return bytes('image/jpeg', jpeg, { 'X-Frame-Time': formatInstant(takenAtMs) });
    },
  },
];
