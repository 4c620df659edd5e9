import { type AppError, unavailable } from '../../core/index.ts';

/** What a failure says of the server, by SQLSTATE (PostgreSQL appendix A) or errno, the first that fits. */
const outages: readonly (readonly [code: RegExp, words: string])[] = [
  [/^25006$/, 'PostgreSQL accepts no writes: it is a standby or read-only'],
  [/^57014$/, 'a statement took too long'],
  [/^55P03$/, 'a lock was not free in time'],
  [/^25P03$/, 'a transaction was left alone'],
  [/^53100$/, 'the disk of PostgreSQL is full'],
  [/^53/, 'PostgreSQL has no room for another connection'],
  [/^(08|57P|E[A-Z]+$)/, 'PostgreSQL cannot be reached'],
];

/** The outage that an error tells of, as `unavailable` `catalogue-unavailable`; `undefined` for every other error. */
export function outageOf(error: unknown): AppError | undefined {
  if (!(error instanceof Error)) return undefined;
  const words = outages.find(([code]) => code.test(sqlStateOf(error)))?.[1] ?? wordsOf(error);
  return words === undefined ? undefined : unavailable('catalogue-unavailable', words, error);
}

/** Whether the server that answered accepts no writes: another may be the primary by now. */
export const isReadOnlyFault = (error: unknown): boolean =>
  error instanceof Error && sqlStateOf(error) === '25006';

const sqlStateOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

/** Errors of the client itself, which have no code. */
function wordsOf({ message }: Error): string | undefined {
  if (message === 'Query read timeout') return 'a statement took too long';
  return /connection|timeout|terminated/i.test(message) ? 'PostgreSQL cannot be reached' : undefined;
}
