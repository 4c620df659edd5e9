import {
  type Confirmer,
  endOf,
  givenAnswer,
  hasLink,
  isWaiting,
  mayConfirm,
  type Proposal,
  type User,
  type WardPeople,
} from '../../access/index.ts';
import { formatInstant, type UserId } from '../../core/index.ts';
import type { SameStation } from '../../custody/index.ts';
import type { PersonJson } from '../terms/person.ts';
import type { ProposalJson } from './proposal-schemas.ts';

/** The reader, and the people whom proposals name. */
export interface ProposalReader {
  readonly by: Confirmer;
  readonly ward: WardPeople;
  /** The station that the reader shares now with the proposer, by proposal. */
  readonly here: ReadonlyMap<string, SameStation>;
}

export function proposalJson(proposal: Proposal, { by, ward, here }: ProposalReader): ProposalJson {
  const { id, act, proposerId, createdAtMs } = proposal;
  const answer = givenAnswer(proposal);
  const people = new Map(ward.people.map((user) => [user.id, user]));
  const person = (userId: UserId): PersonJson => ({ id: userId, fullName: people.get(userId)?.fullName });
  const waits = isWaiting(proposal, by.nowMs);
  const mayAnswer = waits && mayConfirm(proposal, by, ward);
  const fromHere = here.get(id);
  return {
    id,
    kind: act.kind,
    subject: subjectJson(proposal, people),
    ...(act.kind === 'make' && { role: act.user.role }),
    ...(act.kind === 'change-role' && { role: act.role }),
    ...(act.kind === 'reset' && { purpose: act.purpose }),
    proposer: person(proposerId),
    createdAt: formatInstant(createdAtMs),
    endsAt: formatInstant(endOf(proposal)),
    state: answer?.verdict ?? (waits ? 'waiting' : 'ended'),
    ...(answer && {
      answer: {
        at: formatInstant(answer.atMs),
        by: person(answer.byId),
        ...(answer.reason !== undefined && { reason: answer.reason }),
        ...(answer.sameStation && { sameStation: answer.sameStation }),
      },
    }),
    mayAnswer,
    ...(mayAnswer && fromHere && { fromHere }),
    hasLink: proposerId === by.user.id && hasLink(proposal, by.nowMs),
  };
}

function subjectJson({ act, madeId }: Proposal, people: ReadonlyMap<UserId, User>): ProposalJson['subject'] {
  if (act.kind === 'make') {
    const { name, fullName, role } = act.user;
    return { ...(madeId !== undefined && { id: madeId }), name, fullName, role };
  }
  const known = people.get(act.userId);
  const { name = '', fullName = '', role = 'officer' } = known ?? {};
  return { id: act.userId, name, fullName, role };
}
