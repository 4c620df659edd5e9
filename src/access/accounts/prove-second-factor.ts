import { AppError } from '../../core/index.ts';
import type { User } from '../users.ts';
import { accountEvent } from './account-event.ts';
import type { FactorTools } from './enrol-second-factor.ts';
import { hashOfRecoveryCode, readRecoveryCode } from './recovery-codes.ts';
import { type ProofTools, tryProof } from './try-proof.ts';

/**
 * Returns once the user proved the second factor, by a code of the app or by a recovery code; each works once. Errors:
 * `second-factor-refused` (unauthenticated) for a wrong or used one, and while the account is locked.
 */
export async function proveFactor(tools: FactorTools & ProofTools, user: User, code: string): Promise<void> {
  const nowMs = tools.clock.nowMs();
  const isProved = await tryProof(tools, {
    name: user.name,
    userId: user.id,
    proof: 'second-factor',
    nowMs,
    isRight: async (isLocked) =>
      !isLocked && ((await isCodeOfApp(tools, user, code)) || isRecoveryCode(tools, user, code)),
  });
  if (isProved) return;
  throw new AppError(
    'unauthenticated',
    'second-factor-refused',
    'The code is wrong or already used, or there were too many tries.',
  );
}

async function isCodeOfApp(tools: FactorTools, { id }: User, code: string): Promise<boolean> {
  const { factors, codes, factorSealer, clock } = tools;
  const { sealed } = await factors.of(id);
  const step = sealed && codes.stepOf(factorSealer.open(sealed, id), code, clock.nowMs());
  return step !== undefined && factors.useStep(id, step);
}

async function isRecoveryCode({ factors, clock }: FactorTools, user: User, typed: string): Promise<boolean> {
  const code = readRecoveryCode(typed);
  if (code === undefined) return false;
  const event = accountEvent({ user, nowMs: clock.nowMs() }, 'recovery-code-used', user.id);
  return factors.useRecoveryCode(user.id, hashOfRecoveryCode(code), event);
}
