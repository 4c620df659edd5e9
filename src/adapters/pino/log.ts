import { type LoggerOptions, pino } from 'pino';
import { currentLogFields, type Log } from '../../core/index.ts';
import { redacted } from './redacted.ts';

const options: LoggerOptions = {
  mixin: currentLogFields,
  // Errors are written by `redacted`.
  serializers: { err: (written: unknown) => written },
  hooks: {
    logMethod(line, write) {
      write.apply(this, line.map(redacted) as typeof line);
    },
  },
};

/**
 * JSON lines on standard error, with the id of the call or job that they belong to. Whatever looks like credentials in
 * a URL is cut out of fields, errors and messages (I9): the last fence, not the first.
 */
export const createLog = (
  level: string,
  name: string,
  destination: { write(line: string): void } = pino.destination({ dest: 2, sync: false }),
): Log => pino({ ...options, level, name }, destination);
