import { registeredCamera } from '../../camera/index.ts';
import {
  type AnswerFacts,
  answerEn,
  answerVi,
  contributorAnswer,
  lasting,
  pastMonths,
} from '../../contributor/index.ts';
import { countedPolicy, policyStanding, retainDays } from '../../retention/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { answersPrintedPage, inLanguage, printedPage, printedPageQuery } from '../terms/printed-page.ts';
import { looks } from './pause-schemas.ts';

type LooksDeps = Pick<ApiDeps, 'cameras' | 'looks' | 'pauses' | 'policies' | 'clock' | 'settings'>;

export const lookRoutes = (deps: LooksDeps): Route[] => [
  {
    method: 'get',
    path: '/api/cameras/:id/looks',
    allow: 'see-looks',
    operation: 'countLooks',
    summary: 'Number of looks at a camera, by month and kind. No names, no case.',
    answers: answersJson(looks),
    handle: async ({ params }) => {
      const { camera } = await registeredCamera(deps, params.id);
      const { timeZone } = deps.settings;
      return json({ timeZone, months: await deps.looks.ofCamera(camera.id, timeZone) });
    },
  },
  {
    method: 'get',
    path: '/api/cameras/:id/contributor-answer',
    allow: 'answer-contributors',
    operation: 'getContributorAnswer',
    summary: 'The printable answer to a contributor (`language`: vi or en): state, looks, retention.',
    query: printedPageQuery,
    answers: answersPrintedPage,
    handle: (call) => answer(deps, call),
  },
];

async function answer(deps: LooksDeps, call: UserCall): Promise<Reply> {
  const words = inLanguage(call, answerVi, answerEn);
  return printedPage(contributorAnswer(await factsOf(deps, call.params.id), words));
}

async function factsOf(deps: LooksDeps, id: string | undefined): Promise<AnswerFacts> {
  const { camera, recording } = await registeredCamera(deps, id);
  const { timeZone, agency, retention } = deps.settings;
  const madeAtMs = deps.clock.nowMs();
  const pause = lasting(await deps.pauses.ofCamera(camera.id));
  const { history, view } = await policyStanding({ ...deps, terms: retention }, madeAtMs);
  const policy = countedPolicy(history, view);
  const { neighbourhoodId } = camera;
  return {
    camera,
    isRecorded: recording.state !== 'off',
    timeZone,
    agency,
    madeAtMs,
    months: pastMonths(await deps.looks.ofCamera(camera.id, timeZone), madeAtMs, timeZone),
    ...(pause && { pause }),
    ...(policy && { retainDays: retainDays(policy, { cameraId: camera.id, neighbourhoodId }) }),
  };
}
