import type { UserId } from '../../core/index.ts';
import { type CustodyLog, custodyEvent } from '../../custody/index.ts';
import { type TryCounter, type TryRateRepository, tryLimits } from './try-rate.ts';

/** The kind of proof. */
export type Proof = 'sign-in' | 'password' | 'second-factor';

export interface ProofTools {
  readonly tries: TryRateRepository;
  readonly custody: CustodyLog;
}

export interface ProofTry {
  readonly counter: TryCounter;
  /** Whose account it is, when there is one. */
  readonly userId: UserId | undefined;
  readonly proof: Proof;
  readonly nowMs: number;
  /** Judges the try. Also called when none was left, so that it takes its time; it must then use nothing up. */
  readonly isRight: (isAdmitted: boolean) => Promise<boolean>;
}

/** Whether the try succeeded. Every fifth refusal is recorded. */
export async function tryProof({ tries, custody }: ProofTools, attempt: ProofTry): Promise<boolean> {
  const { counter, userId, proof, nowMs } = attempt;
  const counted = await tries.admit(counter, nowMs);
  if (await attempt.isRight(counted !== undefined)) {
    if (counted !== undefined) await tries.giveBack(counter);
    return true;
  }
  if (counted !== undefined && counted % tryLimits.recordedEvery === 0) {
    const detail = { proof, counted };
    await custody.append(
      custodyEvent({ nowMs }, 'sign-in-refused', { ...(userId && { subject: userId }), detail }),
    );
  }
  return false;
}
