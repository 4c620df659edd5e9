import type { FiledRequest } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { Role } from '../api/shapes.ts';
import { useQuery } from './query.ts';

const everyMs = 60_000;

/** How many of what a page of the header holds are under way for who sees it: an officer's requests, a custodian's inbox. */
export function useCount(path: string, role: Role): number {
  const isRequests = path === '/requests' && role === 'officer';
  const isInbox = path === '/inbox' && role === 'custodian';
  const requests = useQuery(
    isRequests ? 'requests' : undefined,
    (signal) => api.listRequests({}, { signal }),
    { everyMs },
  );
  const inbox = useQuery(isInbox ? 'inbox' : undefined, (signal) => api.getInbox({ signal }), { everyMs });
  const { waiting = [], emergencies = [] } = inbox.data ?? {};
  return (requests.data?.requests.filter(isUnderWay).length ?? 0) + waiting.length + emergencies.length;
}

const isUnderWay = ({ state, isExpired }: FiledRequest): boolean =>
  state === 'submitted' || (state === 'approved' && !isExpired);
