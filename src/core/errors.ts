/**
 * The kind of a failure, as coarse as a caller can act on it. `api/http/problem.ts` maps each kind to one HTTP status.
 */
export type ErrorKind =
  | 'invalid' // the input is wrong: do not retry
  | 'unauthenticated' // who are you?
  | 'forbidden' // not yours to do or see
  | 'not-found'
  | 'conflict' // true a moment ago, not any more; or it would break a rule
  | 'unavailable' // something outside is down: retry with backoff
  | 'internal'; // a defect of ours

export interface ErrorDetails {
  /** The input field at fault, as the caller wrote it. */
  readonly field?: string;
  readonly cause?: unknown;
}

/**
 * The one error class. `code` is stable, kebab-case and documented (docs are compared with the code by a test);
 * `message` is for people and never holds a credential (I9).
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly field: string | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.field = details.field;
  }
}

export const invalid = (code: string, message: string, field?: string): AppError =>
  new AppError('invalid', code, message, field === undefined ? {} : { field });

export const notFound = (code: string, message: string): AppError => new AppError('not-found', code, message);

export const unavailable = (code: string, message: string, cause?: unknown): AppError =>
  new AppError('unavailable', code, message, { cause });

/** Whether our catalogue cannot be reached: it does not answer, or another ward's does. */
export const isCatalogueAway = (error: unknown): boolean =>
  error instanceof AppError && ['catalogue-unavailable', 'ward-not-ours'].includes(error.code);

/** The message of whatever was thrown, for a log line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
