import { describe, expect, it } from 'vitest';
import { localInputText } from '../../../src/web/time/format.ts';
import { localInputMs } from '../../../src/web/time/native-input.ts';

describe('when a date is typed into a native field', () => {
  it.each(['', '2026-11', '202611-01-01T00:00'])('is no instant while it reads %j', (value) => {
    expect(localInputMs(value)).toBeNaN();
  });

  it.each(['2026-11-21T21:10:05', '0020-11-21T21:10:05'])('reads back %s, digit by digit', (value) => {
    expect(localInputText(localInputMs(value))).toBe(value);
  });
});
