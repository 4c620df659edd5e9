import type { Proposal } from '../../client/index.ts';
import type { Messages } from '../messages/vi.ts';

/** What is proposed, in a sentence. */
export function actText(
  { kind, subject, role, purpose }: Proposal,
  { proposals: words, roles }: Messages,
): string {
  const who = `${subject.fullName} (${subject.name})`;
  switch (kind) {
    case 'make':
      return words.make(who, roles[role ?? subject.role]);
    case 'reset':
      return purpose === 'password' ? words.resetPassword(who) : words.resetFactor(who);
    case 'enable':
      return words.enable(who);
    case 'change-role':
      return words.changeRole(who, roles[role ?? subject.role]);
  }
}
