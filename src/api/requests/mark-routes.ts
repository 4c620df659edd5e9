import {
  changeMark,
  type Mark,
  type MarkTools,
  markInstant,
  parseMark,
  parseMarkWords,
  removeMark,
  unalteredRequest,
} from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import { storedGopBefore } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf, type JudgeDeps, judgeOf } from '../caller.ts';
import {
  answersJson,
  answersNothing,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { type People, peopleFor } from '../terms/person.ts';
import { type MarkJson, markAnswer, markList, markWords, newMark } from './mark-schemas.ts';

const under = '/api/requests/:id/marks';

type MarkDeps = JudgeDeps &
  Pick<ApiDeps, 'requests' | 'checkedRequests' | 'marks' | 'footage' | 'users' | 'custodyEvents'>;

/** Instants that the officer of a request marked. No picture. */
export const markRoutes = (deps: MarkDeps): Route[] => [
  {
    method: 'get',
    path: under,
    allow: 'see-requests',
    operation: 'listMarks',
    summary: 'The marks of a request, by time.',
    answers: answersJson(markList),
    handle: (call) => list(deps, call),
  },
  {
    method: 'post',
    path: under,
    allow: 'see-footage',
    operation: 'markInstant',
    summary: 'Marks an instant that your request opens; `still` chooses its picture for the minutes.',
    body: newMark,
    answers: answersJson(markAnswer, 201),
    handle: async (call) => {
      const said = parseMark(call.body);
      const mark = await markInstant(markTools(deps), actorOf(deps, call), call.params.id, said);
      return shown(deps, call, mark, 201);
    },
  },
  {
    method: 'patch',
    path: `${under}/:markId`,
    allow: 'see-footage',
    operation: 'changeMark',
    summary: 'Gives a mark another note, or chooses its still or not.',
    body: markWords,
    answers: answersJson(markAnswer),
    handle: async (call) => {
      const said = parseMarkWords(call.body);
      return shown(deps, call, await changeMark(markTools(deps), actorOf(deps, call), namedBy(call), said));
    },
  },
  {
    method: 'delete',
    path: `${under}/:markId`,
    allow: 'see-footage',
    operation: 'removeMark',
    summary: 'Removes a mark.',
    answers: answersNothing,
    handle: async (call) => {
      await removeMark(markTools(deps), actorOf(deps, call), namedBy(call));
      return nothing;
    },
  },
];

const markTools = ({ requests, checkedRequests, marks, footage }: MarkDeps): MarkTools => ({
  requests,
  checkedRequests,
  marks,
  gopBefore: async (cameraId, atMs) => (await storedGopBefore(footage, cameraId, atMs))?.gop,
});

const namedBy = ({ params }: UserCall) => ({ request: params.id, mark: params.markId });

async function list(deps: MarkDeps, call: UserCall): Promise<Reply> {
  const { id } = await unalteredRequest(deps, await judgeOf(deps, call), call.params.id);
  const people = await peopleFor(call.user, deps);
  return json({ marks: (await deps.marks.ofRequest(id)).map((mark) => markJson(mark, people)) });
}

const shown = async (deps: MarkDeps, { user }: UserCall, mark: Mark, status = 200): Promise<Reply> =>
  json(markJson(mark, await peopleFor(user, deps)), status);

const markJson = (mark: Mark, people: People): MarkJson => ({
  id: mark.id,
  cameraId: mark.cameraId,
  at: formatInstant(mark.atMs),
  note: mark.note,
  still: mark.isPictured,
  by: people(mark.madeById),
  madeAt: formatInstant(mark.madeAtMs),
  ...(mark.changedAtMs !== undefined && { changedAt: formatInstant(mark.changedAtMs) }),
});
