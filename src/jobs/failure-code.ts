import { AppError } from '../core/index.ts';

/** The code of whatever a job threw. */
export const failureCode = (error: unknown): string => (error instanceof AppError ? error.code : 'internal');

/** A code as we write them, for what Redis returns: anybody's text. */
export const knownCode = (text: string): string => (/^[a-z][a-z0-9-]{0,99}$/.test(text) ? text : 'internal');
