import { AppError } from '../core/index.ts';

/** Why the signer signs nothing until a person has looked. */
const signerStops = [
  /** Its own memory is gone, or older than store or catalogue. */
  'log-memory-lost',
  /** The stored log is not the one that was signed: cut, forked, or other bytes. */
  'log-differs',
  /** The key is public, of another log, or not the one of this log. */
  'log-key-refused',
  /** The clock went back, and no record says so. */
  'log-clock-back',
  /** A witness has signed more leaves than the log has: it was set back. */
  'log-behind-witness',
  /** A witness has signed other leaves. */
  'log-forked',
] as const;

export type SignerStop = (typeof signerStops)[number];

/** The message is for anyone to read. */
export const signerStopped = (code: SignerStop, message: string, cause?: unknown): AppError =>
  new AppError('conflict', code, message, { cause });

export const signerStopOf = (error: unknown): SignerStop | undefined =>
  error instanceof AppError ? signerStops.find((code) => code === error.code) : undefined;
