import { AppError } from '../core/index.ts';
import type { Role } from './roles.ts';

/** Who ask for footage, open it and watch over both: after the founding, no one person makes or changes them. */
const weightyRoles: readonly Role[] = ['officer', 'custodian', 'auditor'];

/** Whether any of these roles takes a second person. */
export const isWeighty = (...roles: readonly Role[]): boolean =>
  roles.some((role) => weightyRoles.includes(role));

export const ownEmailOnly = (): AppError =>
  new AppError(
    'conflict',
    'own-email-only',
    'The founding is over: this person alone changes the address, on the own account page.',
  );

export const proposalNeeded = (): AppError =>
  new AppError(
    'conflict',
    'proposal-needed',
    'The founding is over: propose it, and another custodian confirms.',
  );
