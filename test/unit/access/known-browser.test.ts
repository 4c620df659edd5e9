import { expect, it } from 'vitest';
import { browserOf, withMark } from '../../../src/access/index.ts';
import type { UserId } from '../../../src/core/index.ts';

const key = new Uint8Array(32).fill(7);
const dayMs = 86_400_000;
const user = (i: number) => `usr_${i}` as UserId;

it('knows each user who signed in, by an id that stays', () => {
  const first = withMark('', user(1), key, 0);
  const both = withMark(first, user(2), key, dayMs);
  const id = browserOf(first, user(1), key, dayMs);
  expect(id).toBeDefined();
  expect(browserOf(both, user(1), key, dayMs)).toBe(id);
  expect(browserOf(withMark(both, user(1), key, 2 * dayMs), user(1), key, 2 * dayMs)).toBe(id);
  expect(browserOf(both, user(2), key, dayMs)).not.toBe(id);
  expect(browserOf(both, user(3), key, dayMs)).toBeUndefined();
});

it('forgets a user who has not signed in for half a year, and the one of nine who was longest away', () => {
  const marks = withMark('', user(1), key, 0);
  expect(browserOf(marks, user(1), key, 180 * dayMs - 1)).toBeDefined();
  expect(browserOf(marks, user(1), key, 180 * dayMs)).toBeUndefined();
  const nine = Array.from({ length: 9 }, (_, i) => i).reduce((all, i) => withMark(all, user(i), key, i), '');
  expect([0, 1, 8].map((i) => browserOf(nine, user(i), key, 9) !== undefined)).toEqual([false, true, true]);
});

it('believes no mark of another key, another user, another day, or none', () => {
  const mark = withMark('', user(1), key, 0);
  const [, id, , mac] = mark.split('.');
  expect(browserOf(withMark('', user(1), new Uint8Array(32), 0), user(1), key, 0)).toBeUndefined();
  for (const forged of [
    `usr_2.${id}.0.${mac}`,
    `usr_1.${id}.${dayMs}.${mac}`,
    `usr_1.other.0.${mac}`,
    'usr_1',
    '~~',
    '',
  ])
    expect([forged, browserOf(forged, user(forged.startsWith('usr_2') ? 2 : 1), key, 0)]).toEqual([
      forged,
      undefined,
    ]);
});
