import { openActor } from '../../access/index.ts';
import { exportLog, formatHead, searchLog } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { answersBytes, answersJson, bytes, json, type Reply, type Route, type UserCall } from '../route.ts';
import { custodyCsv, custodyJson } from './custody-json.ts';
import { custodyFilterOf, custodyPageOf } from './custody-query.ts';
import { actorOpening, custodyCsvQuery, custodyPage, custodyQuery, openedActor } from './custody-schemas.ts';

type LogDeps = Pick<
  ApiDeps,
  'custody' | 'custodyEvents' | 'users' | 'clock' | 'requests' | 'places' | 'footage'
>;

export const custodyRoutes = (deps: LogDeps): Route[] => [
  {
    method: 'get',
    path: '/api/custody',
    allow: 'see-custody',
    operation: 'searchCustody',
    summary: 'Custody events, newest first; actors are pseudonyms.',
    query: custodyQuery,
    answers: answersJson(custodyPage),
    handle: (call) => search(deps, call),
  },
  {
    method: 'get',
    path: '/api/custody.csv',
    allow: 'see-custody',
    operation: 'exportCustody',
    summary: 'The same as a file, oldest first, 50 000 events at most.',
    query: custodyCsvQuery,
    answers: answersBytes('text/csv', { 'X-Custody-Head': 'Where the log stood, as number:sha256.' }),
    handle: (call) => csv(deps, call),
  },
  {
    method: 'post',
    path: '/api/custody/actors/:pseudonym/open',
    allow: 'open-actors',
    operation: 'openActor',
    summary: 'The user behind a pseudonym, after an event with the auditor and the reason.',
    body: actorOpening,
    answers: answersJson(openedActor),
    handle: (call) => open(deps, call),
  },
];

async function search(deps: LogDeps, call: UserCall): Promise<Reply> {
  const page = custodyPageOf(call.query);
  const inquiry = { ...(await custodyFilterOf(deps, call.query)), page };
  const links = await searchLog(deps, actorOf(deps, call), inquiry);
  const next = links.length === page.limit ? links.at(-1)?.seq : undefined;
  return json({ events: links.map(custodyJson), ...(next !== undefined && { next }) });
}

async function csv(deps: LogDeps, call: UserCall): Promise<Reply> {
  const inquiry = await custodyFilterOf(deps, call.query);
  const { head, links } = await exportLog(deps, actorOf(deps, call), inquiry);
  const file = Buffer.from(custodyCsv(links.reverse()));
  return bytes('text/csv', file, { 'X-Custody-Head': formatHead(head) });
}

async function open(deps: LogDeps, call: UserCall): Promise<Reply> {
  const { reason } = parsedBody(actorOpening, call.body);
  const { pseudonym: actor = '' } = call.params;
  const meant = await openActor(deps, actorOf(deps, call), { pseudonym: actor, reason });
  const { id: userId, name, fullName, role } = meant;
  return json({ actor, userId, name, fullName, role });
}
