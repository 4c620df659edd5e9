import { type AppError, messageOf, unavailable } from './errors.ts';

/** The `code` of a system error (`ENOENT`), or `undefined` for anything else. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const shortages: Partial<Record<string, string>> = {
  EAGAIN: 'it allows no more processes',
  ENOMEM: 'it has no more memory',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};

/** The shortage of this machine that an error shows, for people; `undefined` for any other error. */
export function shortageIn(error: unknown): string | undefined {
  const errno = errnoOf(error) ?? '';
  const what = shortages[errno];
  return what && `this machine is overloaded: ${what} (${errno})`;
}

const startFailures: Partial<Record<string, string>> = {
  ENOENT: 'the program or its folder is missing (ENOENT)',
  EACCES: 'it may not be run by this user (EACCES)',
};

/** A program that this machine could not start. */
export function notStarted(program: string, error: unknown): AppError {
  const why = shortageIn(error) ?? startFailures[errnoOf(error) ?? ''] ?? errnoOf(error) ?? messageOf(error);
  return unavailable('program-not-started', `${program} could not be started: ${why}`, error);
}
