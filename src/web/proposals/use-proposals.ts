import type { Proposal, ProposedAct } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';

const everyMs = 30_000;

export const useProposals = () =>
  useQuery('proposals', (signal) => api.listProposals({ signal }), { everyMs });

/** A proposal was made or answered; what it was about may have changed. */
export function proposalsChanged(): void {
  for (const key of ['proposals', 'users', 'founding', 'sessions']) invalidate(key);
}

export async function sendProposal(act: ProposedAct): Promise<Proposal> {
  const proposed = await api.proposeAct(act);
  proposalsChanged();
  return proposed;
}
