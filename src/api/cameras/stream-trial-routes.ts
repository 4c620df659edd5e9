import { parseStreamTrial, tryFound, tryStream } from '../../enrolment/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, bytes, type Route } from '../route.ts';
import { newStreamTrial } from './camera-schemas.ts';

export type TrialDeps = Pick<
  ApiDeps,
  'cameras' | 'custody' | 'takeTrialPicture' | 'networks' | 'throttle' | 'clock'
>;

type FoundDeps = Pick<ApiDeps, 'discoveries' | 'directory' | 'settings'>;

export const streamTrialRoutes = (deps: TrialDeps & FoundDeps): Route[] => [
  {
    method: 'post',
    path: '/api/stream-trials',
    allow: 'see-enrolment-stills',
    operation: 'tryStream',
    summary:
      'Tries an RTSP stream (`url`) or a found camera (`foundId`) before it is registered: one picture, or why there is none.',
    body: newStreamTrial,
    answers: answersBytes('image/jpeg'),
    handle: async ({ user, body }) => {
      const trial = parseStreamTrial(body);
      const picture =
        'foundId' in trial
          ? tryFound(foundTools(deps, trial.foundId), trial, user)
          : tryStream(throttled(deps), trial, user);
      return bytes('image/jpeg', await picture);
    },
  },
];

/** A trial weighs as much as three tries to sign in: twenty in ten minutes for a person. */
const weight = 3;

/** Trials are counted beside tries to sign in. Errors of `admit`: `too-many-tries` (unavailable). */
export const throttled = ({ throttle, ...deps }: TrialDeps) => ({
  ...deps,
  admit: admitTries({ throttle }, { weight }),
});

/** Many cameras are looked at before they are registered, sixty in ten minutes, but each of them six times at most. */
const foundTools = ({ throttle, ...deps }: TrialDeps & FoundDeps, foundId: string) => ({
  ...deps,
  siteId: deps.settings.site,
  admit: async (by: { readonly id: string }) => {
    await admitTries({ throttle }, { weight: 10, of: `found ${foundId}` })(by);
    await admitTries({ throttle }, { weight: 1 })(by);
  },
});

interface Weighed {
  readonly weight: number;
  /** Of which camera; absent: of all together. */
  readonly of?: string;
}

/** Counts tries of a person at pictures of cameras, each by its weight: 60 in ten minutes. */
export const admitTries =
  ({ throttle }: Pick<TrialDeps, 'throttle'>, { weight: times, of = '' }: Weighed) =>
  async ({ id }: { readonly id: string }): Promise<void> => {
    for (let counted = 0; counted < times; counted++) await throttle.admit(`stream-trial ${id} ${of}`);
  };
