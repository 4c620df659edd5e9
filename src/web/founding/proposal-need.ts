import type { Founding } from '../../client/index.ts';
import type { Role } from '../api/shapes.ts';
import type { Messages } from '../messages/vi.ts';
import { useFounding } from './use-founding.ts';

const weighty: readonly Role[] = ['officer', 'custodian', 'auditor'];

/** Whether an act on an account of one of these roles takes a second person by now. The service decides it again. */
export function useProposalNeed(): (...roles: readonly Role[]) => boolean {
  const { data } = useFounding();
  return (...roles) => data?.isOpen === false && roles.some((role) => weighty.includes(role));
}

/** Who is asked to confirm an act: the key of the words about it. */
type SecondPerson = keyof Messages['proposals']['needed'];

/** Answers who confirms an act on the user of that id. An act that makes a user names no id. */
export function useSecondPerson(): (subjectId?: string) => SecondPerson {
  const { data } = useFounding();
  return (subjectId) => whoConfirms(data?.people ?? [], subjectId);
}

export function whoConfirms(people: Founding['people'], subjectId?: string): SecondPerson {
  const able = people.filter(({ id, enabled }) => enabled && id !== subjectId);
  const isCustodian = people.some(({ id, role }) => id === subjectId && role === 'custodian');
  if (able.some(({ role }) => role === 'custodian')) return isCustodian ? 'another' : 'custodian';
  return able.some(({ role }) => role === 'auditor') ? 'auditor' : 'deputy';
}
