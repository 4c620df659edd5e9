import { beforeEach, describe, expect, it } from 'vitest';
import { confirmFactor, factorDue, offerFactor } from '../../../src/access/index.ts';
import { aDoor, an, shown, stepMs } from './signing-in.ts';

let door: ReturnType<typeof aDoor>;
beforeEach(() => {
  door = aDoor();
});

const now = (url: string) => shown(url, door.clock.atMs);

describe('when a second factor is set up', () => {
  it('is shown as a URL for apps, and kept sealed', async () => {
    const { url, secret } = await offerFactor(door.tools, an);
    expect(url).toBe(`otpauth://totp/Test:an?issuer=Test&secret=${secret}&algorithm=SHA1&digits=6&period=30`);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(Buffer.from(door.tools.factors.pending ?? []).toString('latin1')).not.toContain(secret);
  });

  it('is in force once a code of it was seen, which is recorded', async () => {
    const { factors } = door.tools;
    const { url } = await offerFactor(door.tools, an);
    await expect(confirmFactor(door.tools, an, '000000')).rejects.toMatchObject({
      code: 'second-factor-code-wrong',
    });
    expect(factors.sealed).toBeUndefined();
    const codes = await confirmFactor(door.tools, an, now(url));
    expect(new Set(codes).size).toBe(10);
    expect(factors.events.map(({ event, subject }) => [event, subject])).toEqual([['totp-enrolled', an.id]]);
  });

  it('cannot be confirmed when none was offered', async () => {
    await expect(confirmFactor(door.tools, an, '000000')).rejects.toMatchObject({
      code: 'second-factor-not-offered',
    });
  });

  it('cannot be guessed: ten codes at once, and then not even the right one', async () => {
    const { url } = await offerFactor(door.tools, an);
    for (let i = 0; i < 10; i++) await confirmFactor(door.tools, an, '000000').catch(() => {});
    await expect(confirmFactor(door.tools, an, now(url))).rejects.toMatchObject({
      code: 'second-factor-code-wrong',
    });
  });

  it('leaves the one in force in force until the new one is confirmed', async () => {
    const { url: old } = await offerFactor(door.tools, an);
    await confirmFactor(door.tools, an, now(old));
    door.clock.atMs += 10 * stepMs;
    const { url } = await offerFactor(door.tools, an);
    expect(await door.enter({ code: now(old) })).toBe('in');
    expect(await door.enter({ code: shown(url, door.clock.atMs, 1) })).toBe('sign-in-refused');
    await confirmFactor(door.tools, an, now(url));
    door.clock.atMs += stepMs;
    expect(await door.enter({ code: now(url) })).toBe('in');
  });
});

describe('when it is asked whether a second factor is due', () => {
  const kept = { sealed: new Uint8Array(1), recoveryCodesLeft: 0 };
  const none = { recoveryCodesLeft: 0 };

  it('asks nobody who has one', () => {
    expect(factorDue('officer', kept, true)).toBeUndefined();
  });

  it('has all but technicians set one up, unless the setting says otherwise', () => {
    const due = (isRequired: boolean) =>
      (['technician', 'officer', 'custodian', 'auditor', 'admin'] as const).map((role) =>
        factorDue(role, none, isRequired),
      );
    expect(due(true)).toEqual([undefined, 'enrolment', 'enrolment', 'enrolment', 'enrolment']);
    expect(due(false)).toEqual(Array.from({ length: 5 }));
  });
});
