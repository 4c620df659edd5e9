import type { Deputy } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { personText } from '../names/person.tsx';

export const useDeputies = () => useQuery('deputies', (signal) => api.listDeputies({ signal }));

export const isNow = ({ from, to }: Deputy, nowMs = Date.now()): boolean =>
  Date.parse(from) <= nowMs && nowMs < Date.parse(to);

/** Names of those in whose place a user decides now. */
export function useCustodians(userId: string): string[] {
  const messages = useMessages();
  return (useDeputies().data?.deputies ?? [])
    .filter((each) => each.deputy.id === userId && isNow(each))
    .map(({ custodian }) => personText(custodian, messages));
}
