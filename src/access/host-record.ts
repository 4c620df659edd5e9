import type { Branded } from '../core/ids.ts';
import { newId, type UserId } from '../core/index.ts';

type HostEvent = 'user-made' | 'user-enabled' | 'user-disabled' | 'user-password-reset';

/**
 * One line of the access log about what was done to a user by the command on the service's own host. Nobody is signed in
 * there: the line stands under the user it is about, with the role `host`, and tells the operating system's account.
 */
export interface HostRecord {
  readonly id: Branded<'access'>;
  readonly atMs: number;
  readonly userId: UserId;
  readonly event: HostEvent;
  /** Of the operating system. */
  readonly account: string;
}

export const hostRecordOf = (
  userId: UserId,
  event: HostEvent,
  by: { readonly account: string; readonly nowMs: number },
): HostRecord => ({ id: newId('access', by.nowMs), atMs: by.nowMs, userId, event, account: by.account });
