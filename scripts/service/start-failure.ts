import { messageOf, unavailable } from '../../src/core/index.ts';

/** Adds cause and remedy to the error of a failed start if its text tells the cause; else returns it. */
export function startFailure(error: unknown, folder: string): unknown {
  if (!/ENOSPC|EDQUOT|No space left on device/.test(messageOf(error))) return error;
  return unavailable(
    'disk-full',
    `The disk of ${folder} is full: make room on it, or choose a folder on another disk`,
    error,
  );
}

/** The text of a system error without the name of the call. */
export const reasonOf = (error: unknown): string =>
  messageOf(error)
    .replace(/^[A-Z]+: /, '')
    .replace(/, \w+ '.*$/, '');
