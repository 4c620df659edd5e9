import { notFound } from '../../core/index.ts';
import { type Actor, type CustodyDetail, custodyEvent, type Pseudonym } from '../../custody/index.ts';
import type { QueryParameters } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../http/body.ts';
import { answersBytes, answersJson, bytes, json, type Reply, type Route, type UserCall } from '../route.ts';
import { custodyCsv, custodyJson } from './custody-json.ts';
import { everyLink } from './custody-links.ts';
import { custodyFilterOf, custodyPageOf, formatHead } from './custody-query.ts';
import { actorOpening, custodyCsvQuery, custodyPage, custodyQuery, openedActor } from './custody-schemas.ts';

export const custodyRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/custody',
    allow: 'see-custody',
    operation: 'searchCustody',
    summary: 'What happened with the evidence, newest first; actors are pseudonyms.',
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
    summary: 'Whom a pseudonym means, after an event that says who asked and why.',
    body: actorOpening,
    answers: answersJson(openedActor),
    handle: (call) => open(deps, call),
  },
];

async function search(
  { custody, custodyArchive, clock }: ApiDeps,
  { query, user }: UserCall,
): Promise<Reply> {
  const [filter, page] = [custodyFilterOf(query), custodyPageOf(query)];
  await custody.append(custodyEvent({ user, nowMs: clock.nowMs() }, 'custody-searched', asked(query)));
  const links = await custodyArchive.search(filter, page);
  const next = links.length === page.limit ? links.at(-1)?.seq : undefined;
  return json({ events: links.map(custodyJson), ...(next !== undefined && { next }) });
}

async function csv({ custody, custodyArchive, clock }: ApiDeps, { query, user }: UserCall): Promise<Reply> {
  const filter = custodyFilterOf(query);
  const head = formatHead(await custodyArchive.head());
  await custody.append(custodyEvent({ user, nowMs: clock.nowMs() }, 'custody-exported', asked(query)));
  const links = await everyLink(custodyArchive, filter);
  const file = Buffer.from(custodyCsv(links.reverse()));
  return bytes('text/csv', file, { 'X-Custody-Head': head });
}

/** What was asked for, as it was written: names by the schema, values by the filter and the page; nobody's own text is in it. */
const asked = (query: QueryParameters): { detail: CustodyDetail } => ({
  detail: Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ),
});

/** Errors: `actor-not-found`. */
async function open(
  { custodyArchive, users, clock }: ApiDeps,
  { params, body, user }: UserCall,
): Promise<Reply> {
  const { reason } = bodyOf(actorOpening, body);
  const by: Actor = { user, nowMs: clock.nowMs() };
  const actor = params.pseudonym ?? '';
  const userId = await custodyArchive.openActor(actor as Pseudonym, by, reason);
  const meant = userId && (await users.byId(userId));
  if (!meant) throw notFound('actor-not-found', 'Nobody has that pseudonym.');
  return json({ actor, userId: meant.id, name: meant.name, fullName: meant.fullName, role: meant.role });
}
