import type { Role } from '../api/shapes.ts';

/** In the order in which they are offered. */
export const everyRole: readonly Role[] = ['technician', 'officer', 'custodian', 'auditor', 'admin'];
