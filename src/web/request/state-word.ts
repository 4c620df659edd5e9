import type { Messages } from '../messages/vi.ts';

/** A request's state in words; one that has none yet, as the service calls it. */
export const stateWord = (state: string, { states }: Messages): string =>
  (states as Readonly<Record<string, string>>)[state] ?? state;
