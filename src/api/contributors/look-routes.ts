import { registeredCamera } from '../../camera/index.ts';
import {
  type AnswerFacts,
  answerEn,
  answerVi,
  contributorAnswer,
  lasting,
  pastMonths,
} from '../../contributor/index.ts';
import { retainDays } from '../../retention/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, answersJson, bytes, json, type Reply, type Route, type UserCall } from '../route.ts';
import { answerQuery, looks } from './pause-schemas.ts';

const html = 'text/html; charset=utf-8';
/** The page brings its style with it, so that it can be kept as a file; nothing else in it does anything. */
const headers = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

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
    query: answerQuery,
    answers: answersBytes(html, { 'Content-Security-Policy': 'Lets the page have its style.' }),
    handle: (call) => answer(deps, call),
  },
];

async function answer(deps: LooksDeps, { params, query }: UserCall): Promise<Reply> {
  const words = query.language === 'en' ? answerEn : answerVi;
  const page = contributorAnswer(await factsOf(deps, params.id), words);
  return bytes(html, Buffer.from(page), headers);
}

async function factsOf(deps: LooksDeps, id: string | undefined): Promise<AnswerFacts> {
  const { camera, recording } = await registeredCamera(deps, id);
  const { timeZone, agency, site } = deps.settings;
  const madeAtMs = deps.clock.nowMs();
  const pause = lasting(await deps.pauses.ofCamera(camera.id));
  const inForce = await deps.policies.inForce(site);
  const { neighbourhoodId } = camera;
  return {
    camera,
    isRecorded: recording.state !== 'off',
    timeZone,
    agency,
    madeAtMs,
    months: pastMonths(await deps.looks.ofCamera(camera.id, timeZone), madeAtMs, timeZone),
    ...(pause && { pause }),
    ...(inForce && { retainDays: retainDays(inForce.policy, { cameraId: camera.id, neighbourhoodId }) }),
  };
}
