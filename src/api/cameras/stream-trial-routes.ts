import { parseStreamTrial, tryStream } from '../../enrolment/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, bytes, type Route } from '../route.ts';
import { newStreamTrial } from './camera-schemas.ts';

export type TrialDeps = Pick<
  ApiDeps,
  'cameras' | 'custody' | 'takeTrialPicture' | 'networks' | 'throttle' | 'clock'
>;

export const streamTrialRoutes = (deps: TrialDeps): Route[] => [
  {
    method: 'post',
    path: '/api/stream-trials',
    allow: 'see-enrolment-stills',
    operation: 'tryStream',
    summary: 'Tries an RTSP stream that is to be registered: one picture of it, or why there is none.',
    body: newStreamTrial,
    answers: answersBytes('image/jpeg'),
    handle: async ({ user, body }) =>
      bytes('image/jpeg', await tryStream(throttled(deps), parseStreamTrial(body), user)),
  },
];

/** A trial weighs as much as three tries to sign in: twenty in ten minutes for a person. */
const weight = 3;

/** Trials are counted beside tries to sign in. Errors of `admit`: `too-many-tries` (unavailable). */
export const throttled = ({ throttle, ...deps }: TrialDeps) => ({
  ...deps,
  admit: admitTries({ throttle }, { weight }),
});

/** Counts tries of a person at pictures of cameras, each by its weight: 60 in ten minutes. */
export const admitTries =
  ({ throttle }: Pick<TrialDeps, 'throttle'>, { weight }: { readonly weight: number }) =>
  async ({ id }: { readonly id: string }): Promise<void> => {
    for (let counted = 0; counted < weight; counted++) await throttle.admit(`stream-trial ${id}`);
  };
