import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { UserId } from '../../core/index.ts';

/** A browser keeps marks of the last users who signed in with it. */
const mostUsers = 8;
const validMs = 180 * 86_400_000;
const between = '~';

/** The marks of a browser with one for this user, the newest first. `key`: 32 bytes. */
export function withMark(marks: string, userId: UserId, key: Uint8Array, nowMs: number): string {
  const id = browserOf(marks, userId, key, nowMs) ?? randomUUID();
  const unsigned = `${userId}.${id}.${nowMs}`;
  const others = marks.split(between).filter((mark) => mark !== '' && !mark.startsWith(`${userId}.`));
  return [`${unsigned}.${macOf(unsigned, key)}`, ...others].slice(0, mostUsers).join(between);
}

/**
 * The id of a browser in which this user has signed in within half a year; `undefined` for any other. Marks come from
 * the browser: attacker-controlled.
 */
export const browserOf = (
  marks: string,
  userId: UserId,
  key: Uint8Array,
  nowMs: number,
): string | undefined => validMarks(marks, key, nowMs).find(({ user }) => user === userId)?.id;

/** The ids of a browser, one for each user who has signed in with it within half a year. */
export const browsersOf = (marks: string, key: Uint8Array, nowMs: number): string[] =>
  validMarks(marks, key, nowMs).map(({ id }) => id);

interface Mark {
  readonly user: string;
  readonly id: string;
}

const validMarks = (marks: string, key: Uint8Array, nowMs: number): Mark[] =>
  marks.split(between, mostUsers).flatMap((mark) => {
    const [user = '', id = '', atMs = '', mac = ''] = mark.split('.');
    const isValid = isEqual(mac, macOf(`${user}.${id}.${atMs}`, key)) && nowMs < Number(atMs) + validMs;
    return isValid ? [{ user, id }] : [];
  });

const macOf = (unsigned: string, key: Uint8Array): string =>
  createHmac('sha256', key).update(`known browser\n${unsigned}`).digest('base64url');

function isEqual(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
