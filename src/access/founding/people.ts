import { canonicalJson, sha256Hex } from '../../core/index.ts';
import type { User } from '../users.ts';

/** The list of people and roles that is signed: its SHA-256, in the order of sign-in names. */
export function peopleSha256(people: readonly User[]): string {
  const lines = people.map(({ name, fullName, role, enabled }) => ({ name, fullName, role, enabled }));
  const sorted = lines.sort((a, b) => (a.name < b.name ? -1 : 1));
  return sha256Hex(Buffer.from(canonicalJson(sorted), 'utf8'));
}

/** Whether there is an admin and a custodian who can sign in. */
export const isComplete = (people: readonly User[]): boolean =>
  (['admin', 'custodian'] as const).every((role) =>
    people.some((user) => user.enabled && user.role === role),
  );
