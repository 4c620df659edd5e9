import { URI } from 'otpauth';
import { type NewUser, signIn, type UserRepository } from '../../../src/access/index.ts';
import { oneTimeCodes } from '../../../src/adapters/otpauth/one-time-codes.ts';
import { createSealer } from '../../../src/camera/index.ts';
import type { UserId } from '../../../src/core/index.ts';
import type { CustodyEvent, CustodyLog } from '../../../src/custody/index.ts';
import { MemoryThrottle } from '../../support/memory-throttle.ts';
import { MemoryFactors } from './memory-factors.ts';
import { MemoryTryRate } from './memory-try-rate.ts';

export const stepMs = 30_000;

export const an: NewUser = {
  id: 'usr_1' as UserId,
  name: 'an',
  fullName: 'An',
  role: 'officer',
  enabled: true,
  createdAtMs: 0,
  passwordHash: 'right',
};

/** What signing in needs, in memory, and what was done with it. */
export function aDoor() {
  const clock = { atMs: 1_000 * stepMs, nowMs: () => clock.atMs, monotonicMs: () => clock.atMs };
  const verified: (string | undefined)[] = [];
  const recorded: CustodyEvent[] = [];
  const tools = {
    users: { byName: async (name: string) => (name === 'an' ? an : undefined) } as UserRepository,
    passwords: {
      hash: async () => '',
      verify: async (hash: string | undefined, password: string) => {
        verified.push(hash);
        return hash === password;
      },
    },
    clock,
    custody: {
      append: async (...events: CustodyEvent[]) => void recorded.push(...events),
    } as Partial<CustodyLog> as CustodyLog,
    throttle: new MemoryThrottle(),
    tries: new MemoryTryRate(),
    factors: new MemoryFactors(),
    codes: oneTimeCodes('Test'),
    factorSealer: createSealer(new Uint8Array(32), 'second-factor'),
  };
  /** Answers `in`, or the code of the refusal. */
  const enter = async (given: Partial<Parameters<typeof signIn>[1]> = {}): Promise<string> => {
    const usual = {
      name: 'an',
      password: 'right',
      code: '',
      address: '192.0.2.1',
      browserOf: () => undefined,
    };
    return signIn(tools, { ...usual, ...given }).then(
      () => 'in',
      ({ code }: { code: string }) => code,
    );
  };
  return { tools, clock, verified, recorded, enter };
}

/** What the app shows, so many steps from now. */
export function shown(url: string, nowMs: number, steps = 0): string {
  const app = URI.parse(url);
  if (!('period' in app)) throw new Error('no time-based codes');
  return app.generate({ timestamp: nowMs + steps * stepMs });
}
