import { compareOpened, type OpenedCoverage } from '../../access/index.ts';
import { rangeOf } from '../../core/index.ts';
import { formatHead, totalMs, type Verification, verifyLog } from '../../custody/index.ts';
import { cameraIdOf } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { rangeJson } from '../terms/time.ts';
import { headOf } from './custody-query.ts';
import {
  type CoverageComparisonJson,
  type CustodyVerdictJson,
  comparisonQuery,
  coverageComparison,
  custodyVerdict,
  verifyQuery,
} from './custody-schemas.ts';

type CheckDeps = Pick<
  ApiDeps,
  'custody' | 'custodyEvents' | 'custodyProofs' | 'footage' | 'clock' | 'settings'
>;

export const custodyCheckRoutes = (deps: CheckDeps): Route[] => [
  {
    method: 'get',
    path: '/api/custody/verify',
    allow: 'see-custody',
    operation: 'verifyCustody',
    summary: 'Compares the custody log with what was recorded, a page a call, to its end or the first fault.',
    query: verifyQuery,
    answers: answersJson(custodyVerdict),
    handle: (call) => verify(deps, call),
  },
  {
    method: 'get',
    path: '/api/custody/coverage',
    allow: 'see-custody',
    operation: 'compareCustody',
    summary: 'Opened footage of a camera, compared with stored footage.',
    query: comparisonQuery,
    answers: answersJson(coverageComparison),
    handle: (call) => compare(deps, call),
  },
];

/** Errors: `custody-head-invalid`. */
async function verify(deps: CheckDeps, call: UserCall): Promise<Reply> {
  const { after, kept } = call.query;
  const heads = {
    ...(after !== undefined && { after: headOf(after, 'after') }),
    ...(kept !== undefined && { kept: headOf(kept, 'kept') }),
  };
  return json(verdictJson(await verifyLog(deps, actorOf(deps, call), heads)));
}

const verdictJson = ({
  verdict: { head, count, fault },
  logHead,
  isDone,
}: Verification): CustodyVerdictJson => ({
  head: formatHead(head),
  logHead: formatHead(logHead),
  isDone,
  count,
  ...(fault && { fault }),
});

async function compare(deps: CheckDeps, call: UserCall): Promise<Reply> {
  const { from, to, camera = '' } = call.query;
  const range = rangeOf(from, to, deps.settings.lookupMaxMs);
  const cameraId = cameraIdOf(camera, 'camera');
  const opened = await compareOpened(deps, actorOf(deps, call), { cameraId, range });
  return json({ cameraId, ...rangeJson(range), ...comparisonJson(opened) } satisfies CoverageComparisonJson);
}

function comparisonJson({ coverage, compared, looks }: OpenedCoverage) {
  const { spans = [], gaps = [] } = coverage ?? {};
  return {
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
    requests: [...looks].map(([requestId, count]) => ({ requestId, looks: count })),
  };
}
