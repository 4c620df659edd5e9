import type { FiledRequest, Proposal, Shortening } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { Role } from '../api/shapes.ts';
import { useQuery } from '../base/query.ts';
import { awaitsJudgement } from '../request-parts/emergency-state.ts';

const everyMs = 60_000;

/** What may be under way, as far as it is known. */
export interface UnderWay {
  readonly requests?: readonly FiledRequest[] | undefined;
  readonly shortenings?: readonly Shortening[] | undefined;
  readonly proposals?: readonly Proposal[] | undefined;
}

const inbox = 'custodian /inbox';

/** Officer: own requests that go on. Custodian: what a second person has still to speak about. */
const counted: Readonly<Record<string, (known: UnderWay) => number>> = {
  'officer /requests': ({ requests = [] }) =>
    requests.filter(({ state, isExpired }) => state === 'submitted' || (state === 'approved' && !isExpired))
      .length,
  [inbox]: ({ requests = [], shortenings = [], proposals = [] }) =>
    requests.filter(awaitsJudgement).length +
    shortenings.length +
    proposals.filter(({ mayAnswer }) => mayAnswer).length,
};

/** How much is under way on a page of the header, for who sees it; 0 where nothing is counted. */
export const countOf = (path: string, role: Role, known: UnderWay): number =>
  counted[`${role} ${path}`]?.(known) ?? 0;

/**
 * Asks for what is counted. Of the list of requests, which shows no coverage: the inbox does, and to be shown that is
 * recorded.
 */
export function useCount(path: string, role: Role): number {
  const page = `${role} ${path}`;
  const of = (key: string, isAsked: boolean) => (isAsked ? key : undefined);
  const requests = useQuery(of('requests', page in counted), (signal) => api.listRequests({}, { signal }), {
    everyMs,
  });
  const retention = useQuery(of('retention', page === inbox), (signal) => api.getRetention({ signal }), {
    everyMs,
  });
  const proposals = useQuery(of('proposals', page === inbox), (signal) => api.listProposals({ signal }), {
    everyMs,
  });
  return countOf(path, role, {
    requests: requests.data?.requests,
    shortenings: retention.data?.waiting,
    proposals: proposals.data?.proposals,
  });
}
