import { AppError, hourMs, type UserId } from '../../core/index.ts';
import type { Founding } from '../founding/index.ts';
import type { AtStation } from '../station/index.ts';
import type { User } from '../users.ts';
import { type Proposal, subjectOf } from './proposal.ts';

/** The people of the ward, and how it was founded: what decides who confirms. */
export interface WardPeople {
  readonly people: readonly User[];
  readonly founding: Founding;
}

/** A person who would confirm or refuse. */
export interface Confirmer extends AtStation {
  readonly user: User;
  readonly nowMs: number;
  /** Custodians whose deputy the user is just now. */
  readonly deputyOf: readonly UserId[];
}

/** A person has had the role for this time before they confirm, unless it dates from the founding. */
const settledAfterMs = 72 * hourMs;

/**
 * Refuses whoever cannot be the second person. A custodian is, other than the proposer and the subject; where no other custodian
 * is enabled, an auditor or a deputy. Errors, forbidden: `own-proposal`, `custodian-confirms`, `confirmer-new`.
 */
export function refuseConfirmer(proposal: Proposal, by: Confirmer, ward: WardPeople): void {
  const { user } = by;
  const subject = subjectOf(proposal);
  if (user.id === proposal.proposerId || user.id === subject)
    throw new AppError('forbidden', 'own-proposal', 'Another person must confirm this proposal.');
  if (user.role !== 'custodian' && !standsIn(by, otherCustodians(ward, subject)))
    throw new AppError('forbidden', 'custodian-confirms', 'A custodian confirms this proposal.');
  if (!isSettled(by, ward))
    throw new AppError('forbidden', 'confirmer-new', 'Who confirms has had their role for 72 hours.');
}

export function mayConfirm(proposal: Proposal, by: Confirmer, ward: WardPeople): boolean {
  try {
    refuseConfirmer(proposal, by, ward);
    return true;
  } catch {
    return false;
  }
}

/** An auditor, or a deputy, where no custodian could confirm. */
const standsIn = ({ user, deputyOf }: Confirmer, custodians: readonly User[]): boolean =>
  custodians.length === 0 && (user.role === 'auditor' || deputyOf.length > 0);

/** Those who could confirm. */
export const otherCustodians = ({ people }: WardPeople, subject: UserId | undefined): readonly User[] =>
  people.filter(({ id, role, enabled }) => enabled && role === 'custodian' && id !== subject);

function isSettled({ user, nowMs }: Confirmer, { founding }: WardPeople): boolean {
  const sinceMs = user.roleSinceMs ?? user.createdAtMs;
  if (!founding.isOpen && sinceMs <= founding.atMs) return true;
  return nowMs - sinceMs >= settledAfterMs;
}
