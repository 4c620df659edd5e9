import { pino } from 'pino';

const urlCredentials = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]*@/gi;

/** Cuts apparent credentials in URLs out of a text. */
const redactText = (text: string): string => text.replace(urlCredentials, '$1');

/** The same in every string of a value, however deep; errors as pino writes them, with message, stack and causes. */
export function redacted(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return redacted({ ...pino.stdSerializers.err(value) });
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redacted(each)]));
}
