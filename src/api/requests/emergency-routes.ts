import {
  addLetterTo,
  callEmergency,
  countersignableBy,
  countersignRequest,
  parseEmergency,
  parseLetter,
} from '../../access/index.ts';
import { actorOf, type JudgeDeps, judgeOf } from '../caller.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { type DetailDeps, filedReply, requestDetailJson, requestDetailsJson } from './opened-json.ts';
import {
  emergencyList,
  newEmergency,
  newLetter,
  requestDetail,
  submittedRequest,
} from './request-schemas.ts';
import { boundsOf, type RequestDeps, requestTools } from './request-tools.ts';

type EmergencyDeps = JudgeDeps & RequestDeps & DetailDeps;

export const emergencyRoutes = (deps: EmergencyDeps): Route[] => [
  {
    method: 'post',
    path: '/api/emergencies',
    allow: 'open-emergencies',
    operation: 'openEmergency',
    summary:
      'Opens a request at once, for 30 minutes; custodians are notified and review it. With two unreviewed ones it waits for a countersignature.',
    body: newEmergency,
    answers: answersJson(submittedRequest, 201),
    handle: (call) => open(deps, call),
  },
  {
    method: 'get',
    path: '/api/emergencies',
    allow: 'countersign-emergencies',
    operation: 'listEmergencies',
    summary: 'Emergencies of others that the caller can countersign now.',
    answers: answersJson(emergencyList),
    handle: (call) => list(deps, call),
  },
  {
    method: 'post',
    path: '/api/requests/:id/countersignature',
    allow: 'countersign-emergencies',
    operation: 'countersignRequest',
    summary:
      'Countersigns an emergency of another: it opens if it waited, and may be exported; never the caller’s own.',
    answers: answersJson(requestDetail),
    handle: (call) => sign(deps, call),
  },
  {
    method: 'post',
    path: '/api/requests/:id/letters',
    allow: 'open-emergencies',
    operation: 'addLetter',
    summary:
      'Adds the authority’s written request to the caller’s own emergency; a further one corrects the one before, which is kept.',
    body: newLetter,
    answers: answersJson(requestDetail),
    handle: (call) => add(deps, call),
  },
];

async function open(deps: EmergencyDeps, call: UserCall): Promise<Reply> {
  const emergency = parseEmergency(call.body, boundsOf(deps));
  return filedReply(deps, await callEmergency(requestTools(deps), actorOf(deps, call), emergency), call.user);
}

async function list(deps: EmergencyDeps, call: UserCall): Promise<Reply> {
  const emergencies = await countersignableBy(deps, await judgeOf(deps, call));
  const people = await peopleFor(call.user, deps);
  return json({ emergencies: await requestDetailsJson(deps, emergencies, { user: call.user, people }) });
}

async function sign(deps: EmergencyDeps, call: UserCall): Promise<Reply> {
  const judge = await judgeOf(deps, call);
  const signed = await countersignRequest(requestTools(deps), judge, call.params.id);
  return json(await requestDetailJson(deps, signed, call.user));
}

async function add(deps: EmergencyDeps, call: UserCall): Promise<Reply> {
  const bounds = boundsOf(deps);
  const given = { letter: parseLetter(call.body, bounds), timeZone: bounds.timeZone };
  const judge = await judgeOf(deps, call);
  const changed = await addLetterTo(requestTools(deps), judge, call.params.id, given);
  return json(await requestDetailJson(deps, changed, call.user));
}
