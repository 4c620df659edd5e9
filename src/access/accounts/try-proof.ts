import type { UserId } from '../../core/index.ts';
import { type CustodyLog, custodyEvent } from '../../custody/index.ts';
import { type LockOutRepository, lockOutLimits, type Proof } from './lock-out.ts';

export interface ProofTools {
  readonly lockOut: LockOutRepository;
  readonly custody: CustodyLog;
}

export interface ProofTry {
  /** The account, as it is named by who tries; attacker-controlled. */
  readonly name: string;
  /** Whose account it is, when there is one. */
  readonly userId: UserId | undefined;
  readonly proof: Proof;
  readonly nowMs: number;
  /** Judges the try. Also called for a locked account, where it may take its time but must use nothing up. */
  readonly isRight: (isLocked: boolean) => Promise<boolean>;
}

/** Whether the try succeeded and the account was open to it. Every fifth refusal in a row is recorded. */
export async function tryProof({ lockOut, custody }: ProofTools, attempt: ProofTry): Promise<boolean> {
  const { name, userId, proof, nowMs } = attempt;
  const admission = await lockOut.admit(name, proof, nowMs);
  const isRight = await attempt.isRight(admission.kind === 'locked');
  if (admission.kind === 'locked') return false;
  if (isRight) {
    await lockOut.forget(name, proof);
    return true;
  }
  if (admission.tries % lockOutLimits.recordedEvery === 0) {
    const detail = { proof, inARow: admission.tries };
    await custody.append(
      custodyEvent({ nowMs }, 'sign-in-refused', { ...(userId && { subject: userId }), detail }),
    );
  }
  return false;
}
