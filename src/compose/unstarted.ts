import { AppError, messageOf } from '../core/index.ts';

/** Begins the line by which a process says why it cannot start: scripts/service reads it. */
export const refusalPrefix = 'cannot start: ';

/** Ends a process that could not start, with its reason on stderr. */
export function endUnstarted(error: unknown): never {
  const message = messageOf(error);
  const isOneLine = error instanceof AppError && !message.includes('\n');
  process.stderr.write(`${isOneLine ? refusalPrefix : ''}${message}\n`);
  process.exit(1);
}
