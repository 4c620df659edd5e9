import { URI } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ConfirmedFactor,
  confirmFactor,
  factorDue,
  offerFactor,
  proveFactor,
  type SecondFactorRepository,
  type User,
} from '../../../src/access/index.ts';
import { oneTimeCodes } from '../../../src/adapters/otpauth/one-time-codes.ts';
import { createSealer } from '../../../src/camera/index.ts';
import type { UserId } from '../../../src/core/index.ts';
import type { CustodyEvent, CustodyLog } from '../../../src/custody/index.ts';
import { MemoryLockOut } from './memory-lock-out.ts';

const stepMs = 30_000;
const an: User = {
  id: 'usr_1' as UserId,
  name: 'an',
  fullName: 'An',
  role: 'officer',
  enabled: true,
  createdAtMs: 0,
};

/** One user's factor in memory. */
class MemoryFactors implements SecondFactorRepository {
  sealed?: Uint8Array;
  pending?: Uint8Array;
  lastStep = 0;
  hashes: readonly string[] = [];
  readonly events: CustodyEvent[] = [];

  of = async () => ({
    recoveryCodesLeft: this.hashes.length,
    ...(this.sealed && { sealed: this.sealed }),
    ...(this.pending && { pending: this.pending }),
  });
  enrolled = async () => new Set<UserId>();
  offer = async (_: UserId, sealed: Uint8Array) => {
    this.pending = sealed;
  };
  confirm = async ({ sealed, step, recoveryHashes, event }: ConfirmedFactor) => {
    if (this.pending !== sealed) return false;
    Object.assign(this, { sealed, pending: undefined, lastStep: step, hashes: recoveryHashes });
    this.events.push(event);
    return true;
  };
  useStep = async (_: UserId, step: number) => {
    const isNew = step > this.lastStep;
    if (isNew) this.lastStep = step;
    return isNew;
  };
  useRecoveryCode = async (_: UserId, hash: string, event: CustodyEvent) => {
    const isKnown = this.hashes.includes(hash);
    this.hashes = this.hashes.filter((each) => each !== hash);
    if (isKnown) this.events.push(event);
    return isKnown;
  };
  reset = async () => {};
}

let factors: MemoryFactors;
let clock: { atMs: number; nowMs(): number; monotonicMs(): number };
let tools: Parameters<typeof proveFactor>[0];

beforeEach(() => {
  factors = new MemoryFactors();
  clock = { atMs: 1_000 * stepMs, nowMs: () => clock.atMs, monotonicMs: () => clock.atMs };
  tools = {
    factors,
    clock,
    codes: oneTimeCodes('Test'),
    lockOut: new MemoryLockOut(),
    factorSealer: createSealer(new Uint8Array(32), 'second-factor'),
    custody: { append: async () => {} } as Partial<CustodyLog> as CustodyLog,
  };
});

/** What the app shows, so many steps from now. */
function shown(url: string, steps = 0): string {
  const app = URI.parse(url);
  if (!('period' in app)) throw new Error('no time-based codes');
  return app.generate({ timestamp: clock.atMs + steps * stepMs });
}

const refused = { kind: 'unauthenticated', code: 'second-factor-refused' };

async function enrolled(): Promise<{ url: string; recoveryCodes: readonly string[] }> {
  const { url } = await offerFactor(tools, an);
  const recoveryCodes = await confirmFactor(tools, an, shown(url));
  clock.atMs += 10 * stepMs;
  return { url, recoveryCodes };
}

describe('when a second factor is set up', () => {
  it('is shown as a URL for apps, and kept sealed', async () => {
    const { url, secret } = await offerFactor(tools, an);
    expect(url).toBe(`otpauth://totp/Test:an?issuer=Test&secret=${secret}&algorithm=SHA1&digits=6&period=30`);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(Buffer.from(factors.pending ?? []).toString('latin1')).not.toContain(secret);
  });

  it('is in force once a code of it was seen, which is recorded', async () => {
    const { url } = await offerFactor(tools, an);
    await expect(confirmFactor(tools, an, '000000')).rejects.toMatchObject({
      code: 'second-factor-code-wrong',
    });
    expect(factors.sealed).toBeUndefined();
    const codes = await confirmFactor(tools, an, shown(url));
    expect(new Set(codes).size).toBe(10);
    expect(factors.events.map(({ event, subject }) => [event, subject])).toEqual([['totp-enrolled', an.id]]);
  });

  it('cannot be confirmed when none was offered', async () => {
    await expect(confirmFactor(tools, an, '000000')).rejects.toMatchObject({
      code: 'second-factor-not-offered',
    });
  });

  it('leaves the one in force in force until the new one is confirmed', async () => {
    const { url: old } = await enrolled();
    const { url } = await offerFactor(tools, an);
    await proveFactor(tools, an, shown(old));
    await expect(proveFactor(tools, an, shown(url, 1))).rejects.toMatchObject(refused);
    await confirmFactor(tools, an, shown(url));
    clock.atMs += stepMs;
    await proveFactor(tools, an, shown(url));
  });
});

describe('when a second factor is proved', () => {
  it.each([-1, 0, 1])('takes the code of %i steps off', async (steps) => {
    const { url } = await enrolled();
    await proveFactor(tools, an, shown(url, steps));
  });

  it.each([-2, 2])('refuses the code of %i steps off', async (steps) => {
    const { url } = await enrolled();
    await expect(proveFactor(tools, an, shown(url, steps))).rejects.toMatchObject(refused);
  });

  it('refuses a code that was used, and any before it', async () => {
    const { url } = await enrolled();
    await proveFactor(tools, an, shown(url));
    await expect(proveFactor(tools, an, shown(url))).rejects.toMatchObject(refused);
    await expect(proveFactor(tools, an, shown(url, -1))).rejects.toMatchObject(refused);
    await proveFactor(tools, an, shown(url, 1));
  });

  it('refuses the code that confirmed it', async () => {
    const { url } = await offerFactor(tools, an);
    const code = shown(url);
    await confirmFactor(tools, an, code);
    await expect(proveFactor(tools, an, code)).rejects.toMatchObject(refused);
  });

  it('takes a recovery code once, however it is typed, and records it', async () => {
    const { recoveryCodes } = await enrolled();
    const [code = ''] = recoveryCodes;
    await proveFactor(tools, an, ` ${code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')} `);
    expect(factors.events.at(-1)?.event).toBe('recovery-code-used');
    await expect(proveFactor(tools, an, code)).rejects.toMatchObject(refused);
  });

  it('locks after ten wrong codes, and uses nothing up while it is locked', async () => {
    const { url, recoveryCodes } = await enrolled();
    for (let i = 0; i < 10; i++) await proveFactor(tools, an, 'wrong0').catch(() => {});
    const [recovery = ''] = recoveryCodes;
    await expect(proveFactor(tools, an, shown(url))).rejects.toMatchObject(refused);
    await expect(proveFactor(tools, an, recovery)).rejects.toMatchObject(refused);
    clock.atMs += 15 * 60_000;
    await proveFactor(tools, an, recovery);
  });
});

describe('when it is asked whether a second factor is due', () => {
  const kept = { sealed: new Uint8Array(1), recoveryCodesLeft: 0 };
  const none = { recoveryCodesLeft: 0 };

  it('asks whoever has one for a code', () => {
    expect(factorDue('technician', kept, false)).toBe('code');
    expect(factorDue('officer', kept, true)).toBe('code');
  });

  it('has officers and custodians set one up, unless the setting says otherwise', () => {
    const due = (isRequired: boolean) =>
      (['technician', 'officer', 'custodian', 'auditor', 'admin'] as const).map((role) =>
        factorDue(role, none, isRequired),
      );
    expect(due(true)).toEqual([undefined, 'enrolment', 'enrolment', undefined, undefined]);
    expect(due(false)).toEqual(Array.from({ length: 5 }));
  });
});
