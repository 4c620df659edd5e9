import { AppError, type UserId } from '../../core/index.ts';
import type { NewUser, PasswordHasher, User, UserRepository } from '../users.ts';
import { accountEvent } from './account-event.ts';
import type { FactorTools } from './enrol-second-factor.ts';
import { networkOf } from './network.ts';
import { hashOfRecoveryCode, readRecoveryCode } from './recovery-codes.ts';
import type { Throttle } from './sign-in-throttle.ts';
import { type ProofTools, tryProof } from './try-proof.ts';
import { ofAccount, ofBrowser, ofCode } from './try-rate.ts';

export interface SignInTools extends ProofTools, FactorTools {
  readonly users: UserRepository;
  readonly passwords: PasswordHasher;
  readonly throttle: Throttle;
}

export interface SignInTry {
  readonly name: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code; empty without one. */
  readonly code: string;
  /** Where the try comes from. */
  readonly address: string;
  /** The id of the browser, if that user has signed in with it before. */
  readonly browserOf: (userId: UserId) => string | undefined;
}

/** Stands for whoever has an unknown name, so that it takes as long. */
const nobody = 'usr_nobody' as UserId;

/**
 * The user who proved to be one, by the password, and by the second factor where one is in force. An unknown name, a wrong
 * password, a wrong code, a disabled user and too many tries get the same answer after the same time. Errors:
 * `sign-in-refused` (unauthenticated), `too-many-tries` (unavailable) from one network.
 */
export async function signIn(tools: SignInTools, attempt: SignInTry): Promise<User> {
  const { users, throttle, clock } = tools;
  const { name } = attempt;
  const network = networkOf(attempt.address);
  const known = await users.byName(name);
  const browser = known && attempt.browserOf(known.id);
  if (browser === undefined) await throttle.admit(network);
  const isProved = await tryProof(tools, {
    counter: browser === undefined ? ofAccount(name) : ofBrowser(browser),
    userId: known?.id,
    proof: 'sign-in',
    nowMs: clock.nowMs(),
    isRight: (isAdmitted) => isRight(tools, attempt, known, isAdmitted),
  });
  if (!known || !isProved) throw refused();
  if (browser === undefined) await throttle.forget(network);
  const { passwordHash: _, ...user } = known;
  return user;
}

/**
 * Password and code are judged together: a guess needs both, and no answer tells which was wrong. Others may have used up
 * the tries of the account; who shows the current code is judged all the same, in a count that only such tries use.
 */
async function isRight(
  tools: SignInTools,
  { password, code }: SignInTry,
  known: NewUser | undefined,
  isAdmitted: boolean,
): Promise<boolean> {
  const { passwords, factors, tries, clock } = tools;
  const isPassword = (await passwords.verify(known?.passwordHash, password)) && known?.enabled === true;
  const { sealed } = await factors.of(known?.id ?? nobody);
  if (!known || !sealed) return isAdmitted && isPassword;
  const step = stepOf(tools, known.id, { sealed, code });
  const isJudged =
    isAdmitted || (step !== undefined && (await tries.admit(ofCode(known.id), clock.nowMs())) !== undefined);
  if (!isPassword) return false;
  if (step === undefined) return useRecoveryCode(tools, known, code);
  return isJudged && factors.useStep(known.id, step);
}

const stepOf = (
  { codes, factorSealer, clock }: FactorTools,
  userId: UserId,
  { sealed, code }: { readonly sealed: Uint8Array; readonly code: string },
): number | undefined => codes.stepOf(factorSealer.open(sealed, userId), code, clock.nowMs());

/** 80 random bits: nobody guesses one, however many tries. */
async function useRecoveryCode({ factors, clock }: FactorTools, user: User, typed: string): Promise<boolean> {
  const code = readRecoveryCode(typed);
  if (code === undefined) return false;
  const event = accountEvent({ user, nowMs: clock.nowMs() }, 'recovery-code-used', user.id);
  return factors.useRecoveryCode(user.id, hashOfRecoveryCode(code), event);
}

const refused = (): AppError =>
  new AppError(
    'unauthenticated',
    'sign-in-refused',
    'Name, password or code is wrong, or there were too many tries. Wait a minute, then try again.',
  );
