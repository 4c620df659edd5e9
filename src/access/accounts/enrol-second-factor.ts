import { AppError, type Clock, invalid } from '../../core/index.ts';
import type { User } from '../users.ts';
import { accountEvent } from './account-event.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import type { OneTimeCodes, SecondFactorRepository } from './second-factor.ts';
import { type ProofTools, tryProof } from './try-proof.ts';
import { ofSignedIn } from './try-rate.ts';

/** Seals a secret for one user; `createSealer` of the camera room is one. */
export interface SecretSealer {
  seal(text: string, boundTo: string): Uint8Array;
  open(sealed: Uint8Array, boundTo: string): string;
}

export interface FactorTools {
  readonly factors: SecondFactorRepository;
  readonly codes: OneTimeCodes;
  readonly factorSealer: SecretSealer;
  readonly clock: Clock;
}

/** The secret for an authenticator app. Shown once. */
export interface OfferedFactor {
  readonly secret: string;
  /** Content of the QR code. */
  readonly url: string;
}

/** A new secret, which counts once `confirmFactor` saw a code of it; until then the one in force stays. */
export async function offerFactor(
  { factors, codes, factorSealer }: FactorTools,
  { id, name }: User,
): Promise<OfferedFactor> {
  const secret = codes.newSecret();
  await factors.offer(id, factorSealer.seal(secret, id));
  return { secret, url: codes.urlOf(secret, name) };
}

/**
 * Puts the offered factor in force and answers its recovery codes, which are shown this once. Errors:
 * `second-factor-not-offered` (conflict), `second-factor-code-wrong` (invalid): the code is not of the app just set up,
 * or there were too many tries.
 */
export async function confirmFactor(
  tools: FactorTools & ProofTools,
  user: User,
  code: string,
): Promise<string[]> {
  const { factors, codes, factorSealer, clock } = tools;
  const { pending } = await factors.of(user.id);
  if (!pending) throw notOffered();
  const nowMs = clock.nowMs();
  const step = codes.stepOf(factorSealer.open(pending, user.id), code, nowMs);
  const isProved = await tryProof(tools, {
    counter: ofSignedIn(user.id),
    userId: user.id,
    proof: 'second-factor',
    nowMs,
    isRight: async (isAdmitted) => isAdmitted && step !== undefined,
  });
  if (step === undefined || !isProved) {
    throw invalid('second-factor-code-wrong', 'This is not the current code of the app.', 'code');
  }
  const recoveryCodes = newRecoveryCodes();
  const isConfirmed = await factors.confirm({
    userId: user.id,
    sealed: pending,
    step,
    recoveryHashes: recoveryCodes.map(hashOfRecoveryCode),
    event: accountEvent({ user, nowMs }, 'totp-enrolled', user.id),
  });
  if (!isConfirmed) throw notOffered();
  return recoveryCodes;
}

const notOffered = (): AppError =>
  new AppError('conflict', 'second-factor-not-offered', 'Start again: no second factor is being set up.');
