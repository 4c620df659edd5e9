import { beforeEach, describe, expect, it } from 'vitest';
import { confirmFactor, offerFactor, signIn, throttleLimits, tryLimits } from '../../../src/access/index.ts';
import { aDoor, an, shown, stepMs } from './signing-in.ts';

const refused = 'sign-in-refused';
const times = (count: number) => Array.from({ length: count }, (_, i) => i);

let door: ReturnType<typeof aDoor>;
beforeEach(() => {
  door = aDoor();
});

/** With a second factor in force: its URL and recovery codes. */
async function withFactor(): Promise<{ url: string; recoveryCodes: readonly string[] }> {
  const { url } = await offerFactor(door.tools, an);
  const recoveryCodes = await confirmFactor(door.tools, an, shown(url, door.clock.atMs));
  door.clock.atMs += 10 * stepMs;
  return { url, recoveryCodes };
}

describe('when somebody signs in', () => {
  it('answers the user, without the hash', async () => {
    const attempt = {
      name: 'an',
      password: 'right',
      code: '',
      address: '192.0.2.1',
      browserOf: () => undefined,
    };
    const user = await signIn(door.tools, attempt);
    expect(user).toEqual({ ...an, passwordHash: undefined });
    expect('passwordHash' in user).toBe(false);
  });

  it('verifies for an unknown name too, so that it takes as long', async () => {
    expect(await door.enter({ name: 'nobody' })).toBe(refused);
    expect(door.verified).toEqual([undefined]);
  });

  it('counts tries at one time, by address', async () => {
    const tries = times(throttleLimits.maxTries + 2).map((i) => door.enter({ name: `unknown-${i}` }));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === 'too-many-tries')).toHaveLength(2);
  });

  it('counts the IPv6 addresses of one network as one, and those of another apart', async () => {
    const from = (address: string) => door.enter({ name: 'unknown', address });
    for (const host of times(throttleLimits.maxTries)) await from(`2001:db8:0:1::${host + 1}`);
    expect(await from('2001:db8:0:1:ffff::1')).toBe('too-many-tries');
    expect(await from('2001:db8:0:2::1')).toBe(refused);
  });
});

describe('when password and code are judged together', () => {
  it.each([-1, 0, 1])('takes the code of %i steps off', async (steps) => {
    const { url } = await withFactor();
    expect(await door.enter({ code: shown(url, door.clock.atMs, steps) })).toBe('in');
  });

  it.each([-2, 2])('refuses the code of %i steps off', async (steps) => {
    const { url } = await withFactor();
    expect(await door.enter({ code: shown(url, door.clock.atMs, steps) })).toBe(refused);
  });

  it('answers the same whichever is wrong or missing', async () => {
    const { url } = await withFactor();
    const code = shown(url, door.clock.atMs);
    const answers = await Promise.all([
      door.enter({ code: '' }),
      door.enter({ code: '000000' }),
      door.enter({ password: 'wrong', code }),
      door.enter({ password: 'wrong' }),
    ]);
    expect(answers).toEqual([refused, refused, refused, refused]);
  });

  it('uses a code up only with the right password', async () => {
    const { url, recoveryCodes } = await withFactor();
    const code = shown(url, door.clock.atMs);
    expect(await door.enter({ password: 'wrong', code })).toBe(refused);
    expect(await door.enter({ password: 'wrong', code: recoveryCodes[0] ?? '' })).toBe(refused);
    expect(await door.enter({ code })).toBe('in');
    expect(await door.enter({ code: recoveryCodes[0] ?? '' })).toBe('in');
  });

  it('refuses a code that was used, and any before it', async () => {
    const { url } = await withFactor();
    const at = (steps: number) => door.enter({ code: shown(url, door.clock.atMs, steps) });
    expect([await at(0), await at(0), await at(-1), await at(1)]).toEqual(['in', refused, refused, 'in']);
  });

  it('refuses the code that confirmed it', async () => {
    const { url } = await offerFactor(door.tools, an);
    const code = shown(url, door.clock.atMs);
    await confirmFactor(door.tools, an, code);
    expect(await door.enter({ code })).toBe(refused);
  });

  it('takes a recovery code once, however it is typed, and records it', async () => {
    const { recoveryCodes } = await withFactor();
    const [code = ''] = recoveryCodes;
    const typed = ` ${code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')} `;
    expect(await door.enter({ code: typed })).toBe('in');
    expect(door.tools.factors.events.at(-1)?.event).toBe('recovery-code-used');
    expect(await door.enter({ code })).toBe(refused);
  });
});

describe('when an account is guessed at', () => {
  const guess = (i: number, given = {}) =>
    door.enter({ address: `192.0.2.${i}`, password: 'wrong', code: '000000', ...given });
  const exhaust = () => Promise.all(times(tryLimits.atOnce).map((i) => guess(i)));

  it('judges ten at once from wherever, and one more each 72 s', async () => {
    await exhaust();
    expect(await door.enter({ address: '198.51.100.1' })).toBe(refused);
    door.clock.atMs += tryLimits.everyMs;
    expect(await door.enter({ address: '198.51.100.1' })).toBe('in');
  });

  it('lets in at once who shows the current code, and who shows a recovery code', async () => {
    const { url, recoveryCodes } = await withFactor();
    await exhaust();
    expect(await door.enter({ code: '000000' })).toBe(refused);
    expect(await door.enter({ code: shown(url, door.clock.atMs) })).toBe('in');
    expect(await door.enter({ code: recoveryCodes[0] ?? '' })).toBe('in');
  });

  it('judges ten passwords at once from who has the app, and no more', async () => {
    const { url } = await withFactor();
    await exhaust();
    const code = shown(url, door.clock.atMs);
    for (const i of times(tryLimits.atOnce)) expect(await guess(20 + i, { code })).toBe(refused);
    expect(await door.enter({ code })).toBe(refused);
  });

  it('counts a browser that the user knows for itself, whatever its address', async () => {
    const known = { browserOf: () => 'browser-1' };
    await exhaust();
    for (const name of times(throttleLimits.maxTries)) await guess(1, { name: `unknown-${name}` });
    expect(await guess(1)).toBe('too-many-tries');
    expect(await door.enter(known)).toBe('in');
    for (const i of times(tryLimits.atOnce)) expect(await guess(i, known)).toBe(refused);
    expect(await door.enter(known)).toBe(refused);
  });

  it('does not count who gets in', async () => {
    for (const _ of times(3 * tryLimits.atOnce)) expect(await door.enter()).toBe('in');
  });

  it('records every fifth refusal, whoever it is about, and no name', async () => {
    for (const i of times(12)) await guess(i);
    expect(door.recorded.map(({ event, subject, detail }) => ({ event, subject, detail }))).toEqual([
      { event: 'sign-in-refused', subject: 'usr_1', detail: { proof: 'sign-in', counted: 5 } },
      { event: 'sign-in-refused', subject: 'usr_1', detail: { proof: 'sign-in', counted: 10 } },
    ]);
    expect(JSON.stringify(door.recorded)).not.toContain('192.0.2');
  });

  it('takes as long when it is not judged: the password is verified', async () => {
    await exhaust();
    door.verified.length = 0;
    await guess(11);
    expect(door.verified).toEqual(['right']);
  });
});
