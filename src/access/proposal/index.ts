export { type Confirmer, mayConfirm, type WardPeople } from './confirmer.ts';
export {
  endOf,
  givenAnswer,
  hasLink,
  isWaiting,
  type Proposal,
  type ProposalAnswer,
  type ProposalId,
  type ProposalLapse,
  type ProposedAct,
} from './proposal.ts';
export { endUnanswered, proposalOfId, proposeAct, takeProposalLink } from './proposal-acts.ts';
export type { ProposalRepository } from './proposal-repository.ts';
export {
  confirmProposal,
  type ProposalActor,
  type ProposalStep,
  propose,
  refuseProposal,
  withdrawProposal,
} from './proposal-step.ts';
