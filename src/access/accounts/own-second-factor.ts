import { AppError, type SessionId } from '../../core/index.ts';
import type { ActingUser } from '../../custody/index.ts';
import type { User } from '../users.ts';
import { checkOwnPassword, type PasswordTools } from './change-password.ts';
import { confirmFactor, type FactorTools, type OfferedFactor, offerFactor } from './enrol-second-factor.ts';
import type { FactorDue } from './second-factor.ts';
import { endOtherSessions, type SessionRepository } from './sessions.ts';

export type OwnFactorTools = FactorTools & PasswordTools;

/** Who sets up a second factor of their own, and in which session. */
export interface FactorOwner {
  readonly user: User & ActingUser;
  readonly session: { readonly id: SessionId | undefined; readonly owes: FactorDue | undefined };
}

/**
 * Offers a first factor, or another one in place of the one in force, which takes the password. Errors:
 * `second-factor-needed` (forbidden), `password-wrong` (invalid).
 */
export async function offerOwnFactor(
  tools: OwnFactorTools,
  { user, session }: FactorOwner,
  password: string,
): Promise<OfferedFactor> {
  const { sealed } = await tools.factors.of(user.id);
  refuseReplacing(session.owes, sealed);
  // An open browser must not be enough to take the factor over.
  if (sealed)
    await checkOwnPassword(tools, user, { password, field: 'password', nowMs: tools.clock.nowMs() });
  return offerFactor(tools, user);
}

/**
 * Puts the offered factor in force, answers its recovery codes and ends every other session of the user. Errors:
 * `second-factor-needed` (forbidden), those of `confirmFactor`.
 */
export async function confirmOwnFactor(
  tools: OwnFactorTools & { readonly sessions: SessionRepository },
  { user, session }: FactorOwner,
  code: string,
): Promise<string[]> {
  refuseReplacing(session.owes, (await tools.factors.of(user.id)).sealed);
  const codes = await confirmFactor(tools, user, code);
  const by = { user, nowMs: tools.clock.nowMs() };
  await endOtherSessions(tools.sessions, by, { userId: user.id, allBut: session.id });
  return codes;
}

/** A session that began by the password alone replaces no factor that came after it. */
function refuseReplacing(owes: FactorDue | undefined, inForce: Uint8Array | undefined): void {
  if (owes === undefined || !inForce) return;
  throw new AppError(
    'forbidden',
    'second-factor-needed',
    'Sign in again, with the code of your authenticator app.',
  );
}
