import type { CustodyEvent } from '../../custody/index.ts';
import type { UserLink } from '../account-link.ts';
import type { WardPeople } from './confirmer.ts';
import type { Proposal, ProposalId } from './proposal.ts';
import type { ProposalStep } from './proposal-step.ts';

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface ProposalRepository {
  /** A new one; `stepOf` decides over the people as they are then, and the proposals that wait. */
  add(
    nowMs: number,
    stepOf: (ward: WardPeople & { readonly waiting: readonly Proposal[] }) => ProposalStep,
  ): Promise<Proposal>;
  /**
   * One transaction: a step with its effect on the account, its events and letters. One step after the other. Errors:
   * `proposal-not-found`, `user-name-taken` (conflict).
   */
  take(id: ProposalId, stepOf: (proposal: Proposal, ward: WardPeople) => ProposalStep): Promise<Proposal>;
  /** One transaction: the steps of those that were made before `untilMs` and not answered, the oldest first. Answers their number. */
  endUnanswered(
    untilMs: number,
    stepOf: (proposal: Proposal, ward: WardPeople) => ProposalStep,
  ): Promise<number>;
  /** One transaction: the one-time link of a confirmed proposal, once. `false` when it was taken. */
  takeLink(id: ProposalId, link: UserLink, event: CustodyEvent): Promise<boolean>;
  byId(id: ProposalId): Promise<Proposal | undefined>;
  /** Those made after `sinceMs`, newest first. */
  list(sinceMs: number): Promise<Proposal[]>;
  ward(): Promise<WardPeople>;
}
