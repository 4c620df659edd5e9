import type { FiledRequest } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { Role } from '../api/shapes.ts';
import { useQuery } from '../base/query.ts';
import { awaitsJudgement } from '../request-parts/emergency-state.ts';

const everyMs = 60_000;

/** Officer: own requests that go on. Custodian: what a second person has still to speak about. */
const counted: Readonly<Record<string, (request: FiledRequest) => boolean>> = {
  'officer /requests': ({ state, isExpired }) =>
    state === 'submitted' || (state === 'approved' && !isExpired),
  'custodian /inbox': awaitsJudgement,
};

/**
 * How many requests are under way on a page of the header, for who sees it. Of the list, which shows no coverage: the
 * inbox does, and to be shown that is recorded.
 */
export function useCount(path: string, role: Role): number {
  const isCounted = counted[`${role} ${path}`];
  const { data } = useQuery(
    isCounted ? 'requests' : undefined,
    (signal) => api.listRequests({}, { signal }),
    { everyMs },
  );
  return isCounted ? (data?.requests.filter(isCounted).length ?? 0) : 0;
}
