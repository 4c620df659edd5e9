import type { Role } from '../api/shapes.ts';
import { useFounding } from './use-founding.ts';

const weighty: readonly Role[] = ['officer', 'custodian', 'auditor'];

/** Whether an act on an account of one of these roles takes a second person by now. The service decides it again. */
export function useProposalNeed(): (...roles: readonly Role[]) => boolean {
  const { data } = useFounding();
  return (...roles) => data?.isOpen === false && roles.some((role) => weighty.includes(role));
}
