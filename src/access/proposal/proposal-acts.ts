import { AppError, isId, notFound } from '../../core/index.ts';
import { accountEvent } from '../accounts/account-event.ts';
import { type IssuedLink, newUserLink } from '../accounts/link-token.ts';
import { hasLink, type Proposal, type ProposedAct, proposalLastsMs, subjectOf } from './proposal.ts';
import type { ProposalRepository } from './proposal-repository.ts';
import { lapse, notYours, type ProposalActor, propose } from './proposal-step.ts';

/** Proposes an act on an account. Errors: those of `propose`. */
export const proposeAct = (
  proposals: ProposalRepository,
  by: ProposalActor,
  act: ProposedAct,
): Promise<Proposal> => proposals.add(by.nowMs, (ward) => propose(act, by, ward));

/** Ends the proposals without an answer in time, and answers their number. A second call ends none. */
export const endUnanswered = (
  proposals: Pick<ProposalRepository, 'endUnanswered'>,
  nowMs: number,
): Promise<number> =>
  proposals.endUnanswered(nowMs - proposalLastsMs, (proposal, ward) => lapse(proposal, nowMs, ward));

/** The proposal that a caller names by id: anybody's text. Errors: `proposal-not-found`. */
export async function proposalOfId(
  proposals: Pick<ProposalRepository, 'byId'>,
  named = '',
): Promise<Proposal> {
  const known = isId('proposal', named) ? await proposals.byId(named) : undefined;
  if (!known) throw notFound('proposal-not-found', 'There is no such proposal.');
  return known;
}

/**
 * The one-time link that a confirmed proposal to make or to reset a user is worth: to its proposer, once. Errors:
 * `proposal-not-found`, `proposal-not-yours` (forbidden), `proposal-without-link` (conflict).
 */
export async function takeProposalLink(
  proposals: ProposalRepository,
  by: ProposalActor,
  named: string | undefined,
): Promise<IssuedLink> {
  const proposal = await proposalOfId(proposals, named);
  if (proposal.proposerId !== by.user.id) throw notYours();
  const subject = subjectOf(proposal);
  if (subject === undefined || !hasLink(proposal, by.nowMs)) throw withoutLink();
  const purpose = proposal.act.kind === 'reset' ? proposal.act.purpose : 'password';
  const { link, issued } = newUserLink(subject, purpose, by.nowMs);
  const event = accountEvent(by, 'link-issued', subject, { purpose, proposalId: proposal.id });
  if (!(await proposals.takeLink(proposal.id, link, event))) throw withoutLink();
  return issued;
}

const withoutLink = (): AppError =>
  new AppError('conflict', 'proposal-without-link', 'There is no link to take: it was taken, or has ended.');
