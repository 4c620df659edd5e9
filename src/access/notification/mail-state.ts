import type { User, UserRepository } from '../users.ts';
import type { NotificationRepository } from './notification.ts';

/** Whether mail about the service reaches those who keep it. */
export interface MailState {
  readonly hasServer: boolean;
  /** Admins and technicians. */
  readonly people: number;
  readonly withoutAddress: number;
  /** Mails that the server did not take yet. */
  readonly unsent: number;
}

export interface MailStateDeps {
  readonly users: Pick<UserRepository, 'list'>;
  readonly outbox: Pick<NotificationRepository, 'unsent'>;
  readonly hasServer: boolean;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export async function mailState({ users, outbox, hasServer }: MailStateDeps): Promise<MailState> {
  const [known, unsent] = await Promise.all([users.list(), outbox.unsent()]);
  const keepers = known.filter(keepsService);
  const withoutAddress = keepers.filter(({ email }) => email === undefined).length;
  return { hasServer, people: keepers.length, withoutAddress, unsent };
}

const keepsService = ({ enabled, role }: User): boolean =>
  enabled && (role === 'admin' || role === 'technician');
