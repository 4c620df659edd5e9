import { once } from 'node:events';

export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/**
 * Resolves with the result of the work, unless the signal aborts first.
 * @throws the signal's reason; the work then continues unobserved
 */
export const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([work, aborted(signal).then(() => Promise.reject<T>(signal.reason as Error))]);
