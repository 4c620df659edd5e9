import { AppError, newId, type UserId } from '../../core/index.ts';
import { type Actor, type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import { userChanged } from '../accounts/change-user.ts';
import { userCreated, userToBe } from '../accounts/create-user.ts';
import type { User, UserChanges } from '../users.ts';
import { isWeighty } from '../weighty.ts';
import { type Confirmer, refuseConfirmer, type WardPeople } from './confirmer.ts';
import {
  givenAnswer,
  isWaiting,
  type Proposal,
  type ProposalAnswer,
  type ProposedAct,
  subjectOf,
} from './proposal.ts';
import { letterOfLapse, letterOfProposal, type ProposalLetter } from './proposal-letter.ts';

/** What a confirmed proposal changes at once. A reset changes nothing before its link is taken. */
export type ProposalEffect =
  | { readonly kind: 'create'; readonly user: User }
  | { readonly kind: 'change'; readonly id: UserId; readonly changes: UserChanges };

/** A step of a proposal. All that it brings is written in one transaction. */
export interface ProposalStep {
  readonly after: Proposal;
  readonly effect?: ProposalEffect;
  readonly events: readonly CustodyEvent[];
  readonly letters: readonly ProposalLetter[];
}

/** A person who acts, and the time. */
export type ProposalActor = Pick<Confirmer, 'user' | 'nowMs' | 'sameStation'>;

/**
 * Proposes an act. Errors, conflict: `proposal-unneeded` while an admin does it alone, `proposal-waiting` where the same is
 * proposed already, `user-is-self`, `user-name-taken`; `user-not-found`; those of `userToBe`.
 */
export function propose(
  act: ProposedAct,
  by: ProposalActor,
  ward: WardPeople & { readonly waiting: readonly Proposal[] },
): ProposalStep {
  const known = knownIn(ward, act);
  refuseUnneeded(act, known, ward);
  if (known?.id === by.user.id)
    throw new AppError('conflict', 'user-is-self', 'Another admin proposes what concerns your account.');
  refuseTaken(act, ward);
  const proposal: Proposal = {
    id: newId('proposal', by.nowMs),
    act,
    proposerId: by.user.id,
    createdAtMs: by.nowMs,
  };
  return stepOf('account-proposed', proposal, by, ward);
}

/** Does what was proposed. Errors: `proposal-over` (conflict), those of `refuseConfirmer`, `user-name-taken` (conflict). */
export function confirmProposal(proposal: Proposal, by: Confirmer, ward: WardPeople): ProposalStep {
  refuseOver(proposal, by);
  refuseConfirmer(proposal, by, ward);
  const effect = effectOf(proposal.act, by);
  const madeId = effect?.kind === 'create' ? effect.user.id : undefined;
  const after = {
    ...answered(proposal, 'confirmed', by),
    ...(madeId !== undefined && { madeId }),
  };
  const step = stepOf('account-confirmed', after, by, ward);
  return effect ? { ...step, effect, events: [...step.events, eventOf(effect, by)] } : step;
}

/** Errors: `proposal-over` (conflict), those of `refuseConfirmer`. */
export function refuseProposal(
  proposal: Proposal,
  by: Confirmer & { readonly reason: string },
  ward: WardPeople,
): ProposalStep {
  refuseOver(proposal, by);
  refuseConfirmer(proposal, by, ward);
  return stepOf('account-refused', answered(proposal, 'refused', by, by.reason), by, ward);
}

/** Errors: `proposal-over` (conflict), `proposal-not-yours` (forbidden). */
export function withdrawProposal(proposal: Proposal, by: ProposalActor, ward: WardPeople): ProposalStep {
  refuseOver(proposal, by);
  if (proposal.proposerId !== by.user.id) throw notYours();
  return stepOf('account-withdrawn', answered(proposal, 'withdrawn', by), by, ward);
}

/** Ends a proposal that got no answer in time, with a letter to its proposer. */
export function lapse(proposal: Proposal, nowMs: number, ward: WardPeople): ProposalStep {
  const after: Proposal = { ...proposal, answer: { verdict: 'ended', atMs: nowMs } };
  return {
    after,
    events: [proposalEvent('account-unanswered', after, { nowMs })],
    letters: letterOfLapse(after, ward),
  };
}

export const notYours = (): AppError =>
  new AppError('forbidden', 'proposal-not-yours', 'Another admin made this proposal.');

const answered = (
  proposal: Proposal,
  verdict: ProposalAnswer['verdict'],
  { user, nowMs, sameStation }: ProposalActor,
  reason?: string,
): Proposal => ({
  ...proposal,
  answer: {
    verdict,
    atMs: nowMs,
    byId: user.id,
    ...(reason !== undefined && { reason }),
    ...(sameStation && { sameStation }),
  },
});

function refuseOver(proposal: Proposal, { nowMs }: ProposalActor): void {
  if (!isWaiting(proposal, nowMs))
    throw new AppError('conflict', 'proposal-over', 'The proposal was answered, or has ended.');
}

function knownIn({ people }: WardPeople, act: ProposedAct): User | undefined {
  if (act.kind === 'make') return undefined;
  const known = people.find(({ id }) => id === act.userId);
  if (!known) throw new AppError('not-found', 'user-not-found', 'There is no such user.');
  return known;
}

function refuseUnneeded(act: ProposedAct, known: User | undefined, { founding }: WardPeople): void {
  const roles = [
    ...(known ? [known.role] : []),
    ...(act.kind === 'make' ? [act.user.role] : []),
    ...(act.kind === 'change-role' ? [act.role] : []),
  ];
  if (founding.isOpen || !isWeighty(...roles))
    throw new AppError('conflict', 'proposal-unneeded', 'An admin does this without a second person.');
}

function refuseTaken(
  act: ProposedAct,
  { people, waiting }: WardPeople & { readonly waiting: readonly Proposal[] },
): void {
  const isSame = ({ act: other }: Proposal): boolean =>
    act.kind === 'make'
      ? other.kind === 'make' && other.user.name === act.user.name
      : other.kind === act.kind && other.userId === act.userId;
  if (waiting.some(isSame))
    throw new AppError('conflict', 'proposal-waiting', 'The same is proposed already, and waits.');
  if (act.kind !== 'make') return;
  userToBe(act.user, 0);
  if (people.some(({ name }) => name === act.user.name))
    throw new AppError('conflict', 'user-name-taken', 'A user with that name exists already.', {
      field: 'name',
    });
}

function effectOf(act: ProposedAct, { nowMs }: ProposalActor): ProposalEffect | undefined {
  switch (act.kind) {
    case 'make':
      return { kind: 'create', user: userToBe(act.user, nowMs) };
    case 'enable':
      return { kind: 'change', id: act.userId, changes: { enabled: true } };
    case 'change-role':
      return { kind: 'change', id: act.userId, changes: { role: act.role, roleSinceMs: nowMs } };
    case 'reset':
      return undefined;
  }
}

const eventOf = (effect: ProposalEffect, by: ProposalActor): CustodyEvent =>
  effect.kind === 'create' ? userCreated(by, effect.user) : userChanged(by, effect.id, effect.changes);

type ProposalEventName =
  | 'account-proposed'
  | 'account-confirmed'
  | 'account-refused'
  | 'account-withdrawn'
  | 'account-unanswered';

const stepOf = (
  name: ProposalEventName,
  after: Proposal,
  by: ProposalActor,
  ward: WardPeople,
): ProposalStep => ({
  after,
  events: [proposalEvent(name, after, by)],
  letters: letterOfProposal(after, by, ward),
});

function proposalEvent(name: ProposalEventName, after: Proposal, by: Actor): CustodyEvent {
  const subject = subjectOf(after);
  return custodyEvent(by, name, { ...(subject !== undefined && { subject }), detail: detailOf(after) });
}

function detailOf(proposal: Proposal) {
  const { id, act } = proposal;
  const { sameStation } = givenAnswer(proposal) ?? {};
  const what = {
    ...(act.kind === 'make' && { role: act.user.role }),
    ...(act.kind === 'change-role' && { role: act.role }),
    ...(act.kind === 'reset' && { purpose: act.purpose }),
    ...(sameStation && { sameStation }),
  };
  return { proposalId: id, act: act.kind, ...what };
}
