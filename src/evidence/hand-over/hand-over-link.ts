import { randomBytes } from 'node:crypto';
import { AppError, dayMs, sha256Hex } from '../../core/index.ts';

/** A link as its officer gets it, once. */
export interface HandOverLink {
  /** 256 random bits; stands behind `/hand-over#`, which no browser sends to a server. */
  readonly token: string;
  readonly endsAtMs: number;
}

/** The recipient has to carry the bundle home, and to verify it. */
const validMs = 7 * dayMs;

/** Links of one export that are open at once. */
export const mostHandOverLinks = 5;

/** Only the hash of a token is stored. */
export const hashOfHandOver = (token: string): string => sha256Hex(Buffer.from(token, 'utf8'));

export const newHandOverLink = (nowMs: number): HandOverLink => ({
  token: randomBytes(32).toString('base64url'),
  endsAtMs: nowMs + validMs,
});

/** One answer for all, so that no token reveals which links there were. */
export const handOverRefused = (): AppError =>
  new AppError(
    'forbidden',
    'hand-over-refused',
    'This link is wrong, was used, has ended, or was withdrawn. Ask the officer who gave you the bundle for another one.',
  );
