import { describe, expect, it } from 'vitest';
import { type NewUser, SignInThrottle, signIn, type Users } from '../../../src/access/index.ts';
import type { UserId } from '../../../src/core/index.ts';

const clock = { atMs: 0, nowMs: () => 0, monotonicMs: () => clock.atMs };
const an: NewUser = {
  ...{ id: 'usr_1' as UserId, name: 'an', fullName: 'An', role: 'officer', enabled: true, createdAtMs: 0 },
  passwordHash: 'right',
};
const users = { byName: async (name: string) => (name === 'an' ? an : undefined) } as Users;

/** Keeps what was verified, so that a test sees that an unknown name costs the same. */
const verified: (string | undefined)[] = [];
const passwords = {
  hash: async () => '',
  verify: async (hash: string | undefined, password: string) => {
    verified.push(hash);
    return hash === password;
  },
};
const tools = () => ({ users, passwords, throttle: new SignInThrottle(clock) });
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

describe('when somebody guesses', () => {
  it('counts tries at one time', async () => {
    const shared = tools();
    const tries = Array.from({ length: 12 }, () => signIn(shared, { ...attempt, password: 'wrong' }));
    const codes = (await Promise.allSettled(tries)).map(
      (tried) => tried.status === 'rejected' && (tried.reason as { code: string }).code,
    );
    expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(2);
  });

  it('is another matter from another address, and after ten minutes', async () => {
    const { throttle } = tools();
    for (let i = 0; i < 10; i++) throttle.admit('an@1');
    expect(() => throttle.admit('an@1')).toThrow();
    expect(() => throttle.admit('an@2')).not.toThrow();
    clock.atMs += 600_000;
    expect(() => throttle.admit('an@1')).not.toThrow();
  });

  it('forgets the tries of who got in', () => {
    const { throttle } = tools();
    for (let i = 0; i < 10; i++) throttle.admit('an');
    throttle.forget('an');
    expect(() => throttle.admit('an')).not.toThrow();
  });

  it('does not grow without end', () => {
    const { throttle } = tools();
    for (let i = 0; i < 20_000; i++) throttle.admit(String(i));
    expect((throttle as unknown as { tries: Map<string, unknown> }).tries.size).toBe(10_000);
  });
});
