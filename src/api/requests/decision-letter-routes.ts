import {
  type DecisionFacts,
  decisionEn,
  decisionLetter,
  decisionVi,
  requestSheet,
  requestSheetEn,
  requestSheetVi,
  unalteredRequest,
} from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type JudgeDeps, judgeOf } from '../caller.ts';
import type { Route, UserCall } from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { answersPrintedPage, inLanguage, printedPage, printedPageQuery } from '../terms/printed-page.ts';

type LetterDeps = JudgeDeps &
  Pick<ApiDeps, 'checkedRequests' | 'cameras' | 'users' | 'custodyEvents' | 'settings'>;

/** The facts of a request that its papers print. */
export const decisionLetterRoutes = (deps: LetterDeps): Route[] => [
  {
    method: 'get',
    path: '/api/requests/:id/decision-letter',
    allow: 'see-requests',
    operation: 'getDecisionLetter',
    summary: 'The printable decision about a request, or the review of an emergency (`language`: vi or en).',
    query: printedPageQuery,
    answers: answersPrintedPage,
    handle: async (call) =>
      printedPage(decisionLetter(await factsOf(deps, call), inLanguage(call, decisionVi, decisionEn))),
  },
  {
    method: 'get',
    path: '/api/requests/:id/sheet',
    allow: 'see-requests',
    operation: 'getRequestSheet',
    summary: 'The request as a sheet to be printed and signed (`language`: vi or en).',
    query: printedPageQuery,
    answers: answersPrintedPage,
    handle: async (call) =>
      printedPage(requestSheet(await factsOf(deps, call), inLanguage(call, requestSheetVi, requestSheetEn))),
  },
];

async function factsOf(deps: LetterDeps, call: UserCall): Promise<DecisionFacts> {
  const request = await unalteredRequest(deps, await judgeOf(deps, call), call.params.id);
  const people = await peopleFor(call.user, deps);
  const { timeZone, agency } = deps.settings;
  const asked = new Set(request.cameraIds);
  const cameras = (await deps.cameras.list()).filter(({ camera }) => asked.has(camera.id));
  return {
    request,
    nameOf: (id) => people(id).fullName ?? people(id).pseudonym,
    cameraNames: cameras.map(({ camera }) => camera.name),
    agency,
    timeZone,
  };
}
