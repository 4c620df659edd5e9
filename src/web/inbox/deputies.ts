import type { Deputy } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useQuery } from '../app/query.ts';

export const useDeputies = () => useQuery('deputies', (signal) => api.listDeputies({ signal }));

export const isNow = ({ from, to }: Deputy, nowMs = Date.now()): boolean =>
  Date.parse(from) <= nowMs && nowMs < Date.parse(to);

/** Names of those in whose place a user decides now. */
export const useCustodians = (userId: string): string[] =>
  (useDeputies().data?.deputies ?? [])
    .filter((deputy) => deputy.userId === userId && isNow(deputy))
    .map(({ custodian, custodianId }) => custodian ?? custodianId);
