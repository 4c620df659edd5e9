import type { UserId } from '../../core/index.ts';
import {
  type Actor,
  type CustodyDetail,
  type CustodyEvent,
  type CustodyEventName,
  custodyEvent,
} from '../../custody/index.ts';

/** Who changes an account, and when. */
export interface AccountActor extends Actor {
  /** The account of the operating system, for a command on the host, where no user is signed in. */
  readonly hostAccount?: string;
}

export type AccountEventName = Extract<
  CustodyEventName,
  | 'user-created'
  | 'user-changed'
  | 'session-revoked'
  | 'token-made'
  | 'token-revoked'
  | 'totp-enrolled'
  | 'recovery-code-used'
  | 'password-changed'
  | 'link-issued'
  | 'link-used'
  | 'reset-stopped'
>;

/** An event about the account of a user. */
export function accountEvent(
  { hostAccount, ...by }: AccountActor,
  name: AccountEventName,
  subject: UserId,
  given: CustodyDetail = {},
): CustodyEvent {
  const detail = { ...given, ...(hostAccount !== undefined && { hostAccount }) };
  return custodyEvent(by, name, { subject, ...(Object.keys(detail).length > 0 && { detail }) });
}
