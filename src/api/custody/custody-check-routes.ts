import { rangeOf } from '../../core/index.ts';
import {
  type ChainVerdict,
  compareCoverage,
  custodyEvent,
  type LoggedEvent,
  loggedEventOf,
  totalMs,
  verifyChain,
} from '../../custody/index.ts';
import { cameraIdOf, lookUp } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { rangeJson } from '../terms/time.ts';
import { everyLink } from './custody-links.ts';
import { formatHead, headOf } from './custody-query.ts';
import {
  type CoverageComparisonJson,
  type CustodyVerdictJson,
  comparisonQuery,
  coverageComparison,
  custodyVerdict,
  verifyQuery,
} from './custody-schemas.ts';

/** So many events are hashed while a caller waits. */
const linksPerPage = 10_000;

export const custodyCheckRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/custody/verify',
    allow: 'see-custody',
    operation: 'verifyCustody',
    summary: 'Walks the chain of the custody log, a page a call, to its end or the first fault.',
    query: verifyQuery,
    answers: answersJson(custodyVerdict),
    handle: (call) => verify(deps, call),
  },
  {
    method: 'get',
    path: '/api/custody/coverage',
    allow: 'see-custody',
    operation: 'compareCustody',
    summary: 'What was opened of a camera, against what there is of it.',
    query: comparisonQuery,
    answers: answersJson(coverageComparison),
    handle: (call) => compare(deps, call),
  },
];

/** Errors: `custody-head-invalid`. */
async function verify(
  { custody, custodyArchive, clock }: ApiDeps,
  { query, user }: UserCall,
): Promise<Reply> {
  const after = query.after === undefined ? undefined : headOf(query.after, 'after');
  const elsewhere = query.kept === undefined ? [] : [headOf(query.kept, 'kept')];
  const logHead = await custodyArchive.head();
  const links = await custodyArchive.linksAfter(after?.seq ?? 0, linksPerPage);
  const isEnd = links.length < linksPerPage;
  const verdict = verifyChain(links, { ...(after && { after }), kept: [logHead, ...elsewhere], isEnd });
  const isDone = isEnd || verdict.fault !== undefined;
  if (isDone) {
    const by = { user, nowMs: clock.nowMs() };
    await custody.append(custodyEvent(by, 'custody-verified', { detail: detailOf(verdict) }));
  }
  return json(verdictJson(verdict, { logHead: formatHead(logHead), isDone }));
}

const detailOf = ({ head, fault }: ChainVerdict) => ({
  head: formatHead(head),
  ...(fault && { fault: fault.kind, faultSeq: fault.seq }),
});

const verdictJson = (
  { head, count, fault }: ChainVerdict,
  rest: Pick<CustodyVerdictJson, 'logHead' | 'isDone'>,
): CustodyVerdictJson => ({ head: formatHead(head), ...rest, count, ...(fault && { fault }) });

/** What says that it was opened; all but a playlist left at once. */
const opening = ['playlist-issued', 'still-issued', 'storyboard-issued', 'download-issued'];
const leaving = ['gops-served', 'still-issued', 'storyboard-issued', 'download-issued'];

async function compare(deps: ApiDeps, { query, user }: UserCall): Promise<Reply> {
  const range = rangeOf(query.from, query.to, deps.settings.lookupMaxMs);
  const cameraId = cameraIdOf(query.camera ?? '', 'camera');
  const nowMs = deps.clock.nowMs();
  const asked = { range, field: 'camera', area: { kind: 'cameras', cameraIds: [cameraId] } } as const;
  const { cameras } = await lookUp(deps.footage, asked, nowMs);
  const events = [...new Set([...opening, ...leaving])];
  await deps.custody.append(custodyEvent({ user, nowMs }, 'coverage-shown', { cameraId, range }));
  const links = await everyLink(deps.custodyArchive, { cameraId, opening: range, events });
  const looks = links.map(loggedEventOf);
  const { spans = [], gaps = [] } = cameras[0]?.coverage ?? {};
  const of = (names: readonly string[]) => looks.filter(({ event }) => names.includes(event)).map(openedBy);
  const compared = compareCoverage(range, { stored: spans, opened: of(opening), served: of(leaving) });
  return json({
    cameraId,
    ...rangeJson(range),
    stored: spans.map(rangeJson),
    gaps: gaps.map((gap) => ({ ...rangeJson(gap), reason: gap.reason })),
    opened: compared.opened.map(rangeJson),
    unopened: compared.unopened.map(rangeJson),
    openedWithoutFootage: compared.openedWithoutFootage.map(rangeJson),
    served: compared.served.map(rangeJson),
    servedUnopened: compared.servedUnopened.map(rangeJson),
    totals: {
      storedMs: totalMs(spans),
      openedMs: totalMs(compared.opened),
      servedMs: totalMs(compared.served),
    },
    requests: looksPerRequest(looks),
  } satisfies CoverageComparisonJson);
}

const openedBy = ({ fromMs = 0, toMs = 0 }: LoggedEvent) => ({ fromMs, toMs });

function looksPerRequest(looks: readonly LoggedEvent[]): CoverageComparisonJson['requests'] {
  const counts = new Map<string, number>();
  for (const { requestId, event } of looks) {
    if (requestId !== undefined && event !== 'gops-served')
      counts.set(requestId, (counts.get(requestId) ?? 0) + 1);
  }
  return [...counts].map(([requestId, count]) => ({ requestId, looks: count }));
}
