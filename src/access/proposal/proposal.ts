import type { Branded } from '../../core/ids.ts';
import { dayMs, type UserId } from '../../core/index.ts';
import type { LinkPurpose } from '../account-link.ts';
import type { GivenUser } from '../accounts/create-user.ts';
import type { Role } from '../roles.ts';
import type { AtStation } from '../station/index.ts';

export type ProposalId = Branded<'proposal'>;

/** An act on an account that takes a second person. It holds no secret. */
export type ProposedAct =
  | { readonly kind: 'make'; readonly user: GivenUser }
  | { readonly kind: 'reset'; readonly userId: UserId; readonly purpose: Exclude<LinkPurpose, 'both'> }
  | { readonly kind: 'enable'; readonly userId: UserId }
  | { readonly kind: 'change-role'; readonly userId: UserId; readonly role: Role };

/** The answer to a proposal, and the person who gave it. */
export interface ProposalAnswer extends AtStation {
  readonly verdict: 'confirmed' | 'refused' | 'withdrawn';
  readonly atMs: number;
  readonly byId: UserId;
  readonly reason?: string;
}

/** The end of a proposal that got no answer in time. */
export interface ProposalLapse {
  readonly verdict: 'ended';
  readonly atMs: number;
}

/** An act that an admin proposes and another person confirms. */
export interface Proposal {
  readonly id: ProposalId;
  readonly act: ProposedAct;
  readonly proposerId: UserId;
  readonly createdAtMs: number;
  readonly answer?: ProposalAnswer | ProposalLapse;
  /** The user whom it made. */
  readonly madeId?: UserId;
  /** When the proposer took the one-time link that a confirmed one is worth. */
  readonly linkTakenAtMs?: number;
}

/** So long a proposal waits, and so long the link of a confirmed one can be taken. */
export const proposalLastsMs = 7 * dayMs;

export const endOf = ({ createdAtMs }: Proposal): number => createdAtMs + proposalLastsMs;

/** Whether it waits for a second person. */
export const isWaiting = (proposal: Proposal, nowMs: number): boolean =>
  proposal.answer === undefined && nowMs < endOf(proposal);

/** The answer that a person gave. */
export const givenAnswer = ({ answer }: Proposal): ProposalAnswer | undefined =>
  answer?.verdict === 'ended' ? undefined : answer;

/** The user that it is about; for a proposal to make one, that user once made. */
export const subjectOf = ({ act, madeId }: Proposal): UserId | undefined =>
  act.kind === 'make' ? madeId : act.userId;

/** Whether its proposer can take a one-time link now. */
export const hasLink = ({ act, answer, linkTakenAtMs }: Proposal, nowMs: number): boolean =>
  (act.kind === 'make' || act.kind === 'reset') &&
  answer?.verdict === 'confirmed' &&
  linkTakenAtMs === undefined &&
  nowMs < answer.atMs + proposalLastsMs;
