import { AsyncLocalStorage } from 'node:async_hooks';

type LogFields = Readonly<Record<string, string | number>>;

const current = new AsyncLocalStorage<LogFields>();

/**
 * Does `work`; every line that is logged on the way, however deep, carries these fields beside those around it. What
 * `work` starts and leaves running goes on carrying them: they say who began it.
 */
export const withLogFields = <T>(fields: LogFields, work: () => T): T =>
  current.run({ ...current.getStore(), ...fields }, work);

/** For the log alone. */
export const currentLogFields = (): LogFields => current.getStore() ?? {};
