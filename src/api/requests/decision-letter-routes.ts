import { decisionEn, decisionLetter, decisionVi, unalteredRequest } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type JudgeDeps, judgeOf } from '../caller.ts';
import type { Reply, Route, UserCall } from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { answersPrintedPage, inLanguage, printedPage, printedPageQuery } from '../terms/printed-page.ts';

type LetterDeps = JudgeDeps &
  Pick<ApiDeps, 'checkedRequests' | 'cameras' | 'users' | 'custodyEvents' | 'settings'>;

export const decisionLetterRoutes = (deps: LetterDeps): Route[] => [
  {
    method: 'get',
    path: '/api/requests/:id/decision-letter',
    allow: 'see-requests',
    operation: 'getDecisionLetter',
    summary: 'The printable decision about a request, or the review of an emergency (`language`: vi or en).',
    query: printedPageQuery,
    answers: answersPrintedPage,
    handle: (call) => decisionPage(deps, call),
  },
];

async function decisionPage(deps: LetterDeps, call: UserCall): Promise<Reply> {
  const request = await unalteredRequest(deps, await judgeOf(deps, call), call.params.id);
  const people = await peopleFor(call.user, deps);
  const { timeZone, agency } = deps.settings;
  const asked = new Set(request.cameraIds);
  const cameras = (await deps.cameras.list()).filter(({ camera }) => asked.has(camera.id));
  const facts = {
    request,
    nameOf: (id: Parameters<typeof people>[0]) => people(id).fullName ?? people(id).pseudonym,
    cameraNames: cameras.map(({ camera }) => camera.name),
    agency,
    timeZone,
  };
  return printedPage(decisionLetter(facts, inLanguage(call, decisionVi, decisionEn)));
}
