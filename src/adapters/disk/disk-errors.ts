import { AppError, errnoOf, invalid, unavailable } from '../../core/index.ts';

/** Translates a failed file operation for users of the store. An `AppError` passes unchanged. */
export function translateDiskError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const errno = errnoOf(error);
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return storeFull(error);
    case 'ENOTDIR':
    case 'EISDIR':
      return keyIsDirectory();
    case 'EACCES':
    case 'EPERM':
      return new AppError('forbidden', 'store-denied', `the disk refuses: ${errno}`, { cause: error });
    case 'EROFS':
      return unavailable('store-read-only', 'the disk of the object store is read-only', error);
    default:
      return unavailable('store-unavailable', `the disk failed: ${errno ?? 'unknown error'}`, error);
  }
}

export const storeFull = (cause?: unknown): AppError =>
  unavailable('store-full', 'the disk of the object store is full', cause);

export const keyIsDirectory = (): AppError =>
  invalid('key-is-directory', 'the key is a folder of another key, or lies below one');
