import { expect, it } from 'vitest';
import { fileEndOf } from '../../../src/recording/outcome.ts';

it.each([
  ['closed', 0, 'stop'],
  ['offline', 40, 'eof'],
  ['offline', 5_000, 'timeout'],
  ['auth', 100, 'eof'],
  ['recorder-stalled', 0, 'error'],
] as const)('says of a file whose session ended %s after %i ms of silence: %s', (reason, silentMs, end) => {
  expect(fileEndOf({ reason, message: '', lastMediaMs: 0 }, silentMs)).toBe(end);
});
