import { AppError, errnoOf, shortageIn, unavailable } from '../../../core/index.ts';

/**
 * Does something in the spool. Errors are `AppError`s with a sentence for technicians: `unavailable` `spool-full`,
 * `spool-denied`, `spool-folder-missing`, `spool-unavailable`.
 */
export async function onSpool<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError ? error : spoolError(error);
  }
}

export const spoolFull = (cause?: unknown): AppError =>
  unavailable('spool-full', 'the spool has no free space', cause);

function spoolError(error: unknown): AppError {
  const errno = errnoOf(error) ?? 'unknown error';
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return spoolFull(error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return unavailable('spool-denied', `the spool may not be written by this user (${errno})`, error);
    case 'ENOENT':
      return unavailable(
        'spool-folder-missing',
        'a folder of the spool was removed while it was used',
        error,
      );
    default:
      return unavailable('spool-unavailable', failure(error, errno), error);
  }
}

const failure = (error: unknown, errno: string): string =>
  shortageIn(error) ?? `the disk of the spool failed (${errno})`;
