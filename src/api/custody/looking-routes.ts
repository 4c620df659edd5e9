import { formatInstant } from '../../core/index.ts';
import {
  type LookingSession,
  longestPauseMs,
  looksIn,
  openLooking,
  searchLooking,
} from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { custodyJson } from './custody-json.ts';
import { custodyFilterOf, custodyPageOf, wholeOf } from './custody-query.ts';
import { cursorText, lookingPageOf } from './looking-query.ts';
import {
  type LookingSessionJson,
  lookingPage,
  lookingQuery,
  openedQuery,
  openedSession,
} from './looking-schemas.ts';

type LookingDeps = Pick<ApiDeps, 'custody' | 'custodyEvents' | 'requests' | 'places' | 'footage' | 'clock'>;

export const lookingRoutes = (deps: LookingDeps): Route[] => [
  {
    method: 'get',
    path: '/api/custody/sessions',
    allow: 'see-custody',
    operation: 'searchLooking',
    summary: 'Sessions of looking: one person under one request, without a pause of more than 15 minutes.',
    query: lookingQuery,
    answers: answersJson(lookingPage),
    handle: (call) => search(deps, call),
  },
  {
    method: 'get',
    path: '/api/custody/sessions/:eventId',
    allow: 'see-custody',
    operation: 'openLooking',
    summary: 'The events of a session of looking, in their order.',
    query: openedQuery,
    answers: answersJson(openedSession),
    handle: (call) => open(deps, call),
  },
];

async function search(deps: LookingDeps, call: UserCall): Promise<Reply> {
  const page = lookingPageOf(call.query);
  const { filter, asked } = await custodyFilterOf(deps, call.query);
  const { sessions, upTo } = await searchLooking(deps, actorOf(deps, call), { filter, asked, page });
  const requestIds = sessions.flatMap(({ requestId }) => requestId ?? []);
  const caseNumbers = await deps.requests.caseNumbers(requestIds);
  const last = sessions.length === page.limit ? sessions.at(-1) : undefined;
  return json({
    sessions: sessions.map((session) => sessionJson(session, caseNumbers)),
    longestPauseMs,
    ...(last && { next: cursorText(upTo, last.first) }),
  });
}

function sessionJson(session: LookingSession, caseNumbers: ReadonlyMap<string, string>): LookingSessionJson {
  const { first, lastMs, requestId, cameraIds, ...rest } = session;
  const caseNumber = requestId === undefined ? undefined : caseNumbers.get(requestId);
  return {
    ...rest,
    from: formatInstant(first.atMs),
    to: formatInstant(lastMs),
    ...(requestId !== undefined && { requestId }),
    ...(caseNumber !== undefined && { caseNumber }),
    cameraIds: [...cameraIds],
    looks: looksIn(session),
  };
}

/** Errors: `page-invalid`, those of `openLooking`. */
async function open(deps: LookingDeps, call: UserCall): Promise<Reply> {
  const { after, limit } = call.query;
  const { eventId = '' } = call.params;
  const page = {
    ...(after !== undefined && { after: wholeOf(after, 'after', Number.MAX_SAFE_INTEGER) }),
    limit: custodyPageOf({ limit }).limit,
  };
  const links = await openLooking(deps, actorOf(deps, call), eventId, page);
  const next = links.length === page.limit ? links.at(-1)?.seq : undefined;
  return json({ events: links.map(custodyJson), ...(next !== undefined && { next }) });
}
