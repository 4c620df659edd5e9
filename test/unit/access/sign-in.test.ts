import { describe, expect, it } from 'vitest';
import {
  lockOutLimits,
  type NewUser,
  signIn,
  throttleLimits,
  type UserRepository,
} from '../../../src/access/index.ts';
import type { AppError, UserId } from '../../../src/core/index.ts';
import type { CustodyEvent, CustodyLog } from '../../../src/custody/index.ts';
import { MemoryThrottle } from '../../support/memory-throttle.ts';
import { MemoryLockOut } from './memory-lock-out.ts';

const clock = { atMs: 0, nowMs: () => clock.atMs, monotonicMs: () => clock.atMs };
const an: NewUser = {
  id: 'usr_1' as UserId,
  name: 'an',
  fullName: 'An',
  role: 'officer',
  enabled: true,
  createdAtMs: 0,
  passwordHash: 'right',
};
const users = { byName: async (name: string) => (name === 'an' ? an : undefined) } as UserRepository;

/** Keeps what was verified, so that a test sees that an unknown name costs the same. */
const verified: (string | undefined)[] = [];
const passwords = {
  hash: async () => '',
  verify: async (hash: string | undefined, password: string) => {
    verified.push(hash);
    return hash === password;
  },
};
const recorded: CustodyEvent[] = [];
const custody = {
  append: async (...events: CustodyEvent[]) => void recorded.push(...events),
} as Partial<CustodyLog> as CustodyLog;
const tools = () => ({
  users,
  passwords,
  clock,
  custody,
  throttle: new MemoryThrottle(),
  lockOut: new MemoryLockOut(),
});
const attempt = { name: 'an', password: 'right', address: '192.0.2.1' };

describe('when somebody signs in', () => {
  it('answers the user, without the hash', async () => {
    const user = await signIn(tools(), attempt);
    expect(user).toEqual({ ...an, passwordHash: undefined });
    expect('passwordHash' in user).toBe(false);
  });

  it('verifies for an unknown name too, so that it takes as long', async () => {
    verified.length = 0;
    const unknown = signIn(tools(), { ...attempt, name: 'nobody' });
    await expect(unknown).rejects.toMatchObject({ kind: 'unauthenticated', code: 'sign-in-refused' });
    expect(verified).toEqual([undefined]);
  });
});

describe('when an account is tried in a row', () => {
  const from = (address: number) => ({ ...attempt, address: `192.0.2.${address}` });
  const guess = (shared: ReturnType<typeof tools>, address: number) =>
    signIn(shared, { ...from(address), password: 'wrong' }).catch(({ code }: AppError) => code);

  it('locks it after ten, from whatever address, for a quarter of an hour', async () => {
    const shared = tools();
    for (let i = 0; i < throttleLimits.maxTries; i++) expect(await guess(shared, i)).toBe('sign-in-refused');
    await expect(signIn(shared, from(77))).rejects.toMatchObject({ code: 'sign-in-refused' });
    clock.atMs += 15 * 60_000 - 1;
    await expect(signIn(shared, from(77))).rejects.toMatchObject({ code: 'sign-in-refused' });
    clock.atMs += 1;
    expect((await signIn(shared, from(77))).name).toBe('an');
  });

  it('locks again after each single guess, until one succeeds', async () => {
    const shared = tools();
    for (let i = 0; i < throttleLimits.maxTries; i++) await guess(shared, i);
    clock.atMs += 15 * 60_000;
    await guess(shared, 20);
    await expect(signIn(shared, from(21))).rejects.toMatchObject({ code: 'sign-in-refused' });
    clock.atMs += 15 * 60_000;
    await signIn(shared, from(21));
    await guess(shared, 20);
    expect((await signIn(shared, from(21))).name).toBe('an');
  });

  it('records every fifth refusal, whoever it is about, and no name', async () => {
    const shared = tools();
    recorded.length = 0;
    for (let i = 0; i < 12; i++) await guess(shared, i);
    expect(recorded.map(({ event, subject, detail }) => ({ event, subject, detail }))).toEqual([
      { event: 'sign-in-refused', subject: 'usr_1', detail: { proof: 'password', inARow: 5 } },
      { event: 'sign-in-refused', subject: 'usr_1', detail: { proof: 'password', inARow: 10 } },
    ]);
    expect(JSON.stringify(recorded)).not.toContain('192.0.2');
  });

  it('takes as long for a locked one: the password is judged', async () => {
    const shared = tools();
    for (let i = 0; i < throttleLimits.maxTries; i++) await guess(shared, i);
    verified.length = 0;
    await guess(shared, 11);
    expect(verified).toEqual(['right']);
  });
});

describe('when somebody guesses', () => {
  it('counts tries at one time', async () => {
    const shared = tools();
    const tries = Array.from({ length: throttleLimits.maxTries + 2 }, () =>
      signIn(shared, { ...attempt, password: 'wrong' }),
    );
    const codes = (await Promise.allSettled(tries)).map(
      (tried) => tried.status === 'rejected' && (tried.reason as { code: string }).code,
    );
    expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(2);
  });

  it('leaves tries to who was let in again after a lock', () => {
    expect(throttleLimits.maxTries).toBeGreaterThan(lockOutLimits.maxTries);
  });
});
