import { describe, expect, it } from 'vitest';
import { guide, ways } from '../../../scripts/demo/guide.ts';
import type { Account } from '../../../scripts/demo/people.ts';
import { en } from '../../../src/web/messages/en.ts';
import { vi } from '../../../src/web/messages/vi.ts';

const textsOf = (messages: object): string[] =>
  Object.values(messages).flatMap((value: unknown) => {
    if (typeof value === 'string') return value;
    return typeof value === 'object' && value ? textsOf(value) : [];
  });

const quoted = (text: string): string[] => [...text.matchAll(/“([^”]+)”/g)].map(([, words = '']) => words);

/** What a person writes, and reads nowhere. */
const written = ['cho cam thinh', 'VV-1'];

const technician: Account = {
  name: 'kythuat',
  fullName: 'Kỹ thuật viên',
  role: 'technician',
  password: 'first',
};
const told = (printsCodes: boolean): string =>
  guide({
    url: 'http://127.0.0.1:1',
    accounts: [technician],
    printsCodes,
    nowMs: Date.UTC(2026, 10, 21, 17, 0),
    timeZone: 'Asia/Ho_Chi_Minh',
  });

describe('when the demo shows a way through it', () => {
  it('calls everything as the pages do', () => {
    const texts = [...textsOf(en), vi.frame.switchLanguage];
    const named = quoted(told(true));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((words) => !texts.includes(words) && !written.includes(words))).toEqual([]);
  });

  it('numbers the steps, of every role one', () => {
    const steps = told(true).match(/^ {2}\d\. \w+/gm) ?? [];
    expect(steps).toHaveLength(ways('').length);
    for (const role of Object.values(en.roles)) expect(steps.join()).toContain(role);
  });

  it('gives times of the ward, around now', () => {
    expect(told(true)).toContain(' 23:59 – 00:02 as “Time”');
  });

  it('names who signs in, and how', () => {
    expect(told(true)).toContain('  Technician  kythuat    first\n');
    expect(told(true)).toContain('Enter prints new ones');
    expect(told(false)).toContain('authenticator app');
  });
});
