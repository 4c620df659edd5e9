import { pino } from 'pino';
import type { Log } from '../../core/index.ts';

const camerasCredentials = /(\brtsps?:\/\/|\bhttps?:\/\/)[^/\s@]*@/gi;

/**
 * JSON lines on standard error. Whatever looks like credentials in a URL is cut out of every string (I9): the last
 * fence, not the first.
 */
export function createLog(level: string, name: string): Log {
  const redact = (text: string): string => text.replace(camerasCredentials, '$1');
  return pino(
    {
      level,
      name,
      formatters: {
        log: (fields) =>
          Object.fromEntries(
            Object.entries(fields).map(([key, value]) => [
              key,
              typeof value === 'string' ? redact(value) : value,
            ]),
          ),
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
