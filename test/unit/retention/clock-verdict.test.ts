import { describe, expect, it } from 'vitest';
import { type Clock, hourMs, type SiteId } from '../../../src/core/index.ts';
import {
  type ClockMemory,
  type ClockRepository,
  type ClockStatus,
  type ClockTrust,
  createClockTrust,
  type SyncState,
} from '../../../src/retention/index.ts';

const delayMs = 24 * 3_600_000;
const startMs = Date.parse('2026-11-21T12:00:00Z');

/** A host: its clock can be set, and what the service remembers survives a restart. */
class Host implements Clock, Pick<ClockRepository, 'read' | 'keep'> {
  wallMs = startMs;
  passedMs = 0;
  sync: SyncState = 'unknown';
  newestMs: number | undefined = startMs - 60_000;
  memory: ClockMemory = {};
  kept: ClockStatus | undefined;
  trust: ClockTrust;

  constructor() {
    this.trust = this.start();
  }

  nowMs = (): number => this.wallMs;
  monotonicMs = (): number => this.passedMs;

  start(): ClockTrust {
    return createClockTrust({
      clock: this,
      sync: { state: async () => this.sync },
      book: this,
      siteId: 'ward' as SiteId,
      delayMs,
    });
  }
  restart(): void {
    this.trust = this.start();
  }
  pass(ms: number): void {
    this.wallMs += ms;
    this.passedMs += ms;
  }
  step(ms: number): void {
    this.wallMs += ms;
  }
  /** The code of the refusal, or `trusted`. */
  async judge(requireSync = false): Promise<string> {
    const verdict = await this.trust.judge(requireSync);
    return verdict.isTrusted ? 'trusted' : verdict.code;
  }

  read = async () => ({
    memory: this.memory,
    ...(this.newestMs === undefined ? {} : { newestMs: this.newestMs }),
  });
  keep = async (_: SiteId, status: ClockStatus, steppedByMs: number | undefined): Promise<void> => {
    this.kept = status;
    const { trustedAtMs, steppedByMs: before, confirmedAtMs } = this.memory;
    const step = steppedByMs ?? before;
    if (status.verdict.isTrusted) this.memory = { trustedAtMs: status.judgedAtMs };
    else
      this.memory = {
        ...(trustedAtMs === undefined ? {} : { trustedAtMs }),
        ...(step === undefined ? {} : { steppedByMs: step }),
        ...(confirmedAtMs === undefined || steppedByMs !== undefined ? {} : { confirmedAtMs }),
      };
  };
  status = async () => this.kept;
  confirm = async (): Promise<void> => {
    this.memory = { ...this.memory, confirmedAtMs: this.wallMs };
  };
  refuseConfirmation = async (): Promise<void> => {
    const { confirmedAtMs: _, ...rest } = this.memory;
    this.memory = rest;
  };
  /** Time goes by, with a look every ten minutes as a worker takes it. */
  async watch(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 600_000) {
      this.pass(Math.min(left, 600_000));
      await this.judge();
    }
  }
}

/** Its clock stepped by an hour, and expiry knows it. */
async function aSteppedHost(): Promise<Host> {
  const host = new Host();
  await host.judge();
  host.step(hourMs);
  expect(await host.judge()).toBe('clock-stepped');
  return host;
}

describe('when nobody can say whether the clock is synchronised', () => {
  it('believes it while it runs like monotonic time', async () => {
    const host = new Host();
    for (let i = 0; i < 5; i++) {
      expect(await host.judge()).toBe('trusted');
      host.pass(10 * 60_000 + i);
    }
  });

  it('refuses where the policy wants to know', async () => {
    expect(await new Host().judge(true)).toBe('clock-unsynchronised');
  });

  it('refuses after a step, also after a restart, until a person has confirmed it', async () => {
    const host = new Host();
    await host.judge();
    host.step(hourMs);
    host.pass(60_000);
    expect(await host.judge()).toBe('clock-stepped');
    expect(await host.judge()).toBe('clock-stepped');
    host.restart();
    expect(await host.judge()).toBe('clock-stepped');
    await host.confirm();
    await host.watch(delayMs - 1);
    expect(await host.judge()).toBe('clock-stepped');
    host.pass(1);
    expect(await host.judge()).toBe('trusted');
    expect(host.memory).toEqual({ trustedAtMs: host.wallMs });
  });

  it('refuses on when a custodian refused the confirmation', async () => {
    const host = await aSteppedHost();
    await host.confirm();
    await host.watch(delayMs / 2);
    await host.refuseConfirmation();
    await host.watch(delayMs);
    expect(await host.judge()).toBe('clock-stepped');
  });

  it('refuses on when the clock steps again after the confirmation, also if that would end the delay', async () => {
    const host = await aSteppedHost();
    await host.confirm();
    host.step(delayMs);
    expect(await host.judge()).toBe('clock-stepped');
    await host.watch(delayMs);
    expect(await host.judge()).toBe('clock-stepped');
  });

  it('takes the confirmation for the time until it counts, not for a jump long after that', async () => {
    const host = await aSteppedHost();
    await host.confirm();
    host.step(delayMs + 49 * hourMs);
    host.restart();
    expect(await host.judge()).toBe('clock-ahead');
  });

  it('refuses a step back as well, and one that wrong footage has followed', async () => {
    const host = new Host();
    host.step(-hourMs);
    expect(await host.judge()).toBe('clock-stepped');
    const later = new Host();
    later.step(365 * 24 * hourMs);
    later.newestMs = later.wallMs;
    expect(await later.judge()).toBe('clock-stepped');
  });

  it('refuses a clock that jumped while the service was off', async () => {
    const host = new Host();
    await host.judge();
    host.step(49 * hourMs);
    // Cameras are recorded at once, with the wrong time.
    host.newestMs = host.wallMs;
    host.restart();
    expect(await host.judge()).toBe('clock-ahead');
    host.step(-60 * hourMs);
    host.restart();
    expect(await host.judge()).toBe('clock-behind');
  });

  it('refuses a clock that is behind what was ingested', async () => {
    const host = new Host();
    host.newestMs = host.wallMs + hourMs;
    expect(await host.judge()).toBe('clock-behind');
  });

  it('believes one that a person put right and confirmed, though footage is left of when it was ahead', async () => {
    const host = new Host();
    await host.judge();
    host.step(365 * 24 * hourMs);
    host.newestMs = host.wallMs;
    host.step(-365 * 24 * hourMs);
    host.restart();
    await host.confirm();
    host.pass(10 * 60_000);
    expect(await host.judge()).toBe('trusted');
  });

  it('believes it at the first start', async () => {
    const host = new Host();
    host.newestMs = undefined;
    expect(await host.judge()).toBe('trusted');
  });
});

describe('when the kernel says that the clock is synchronised', () => {
  it('believes a service that was off for a week', async () => {
    const host = new Host();
    host.sync = 'synchronised';
    await host.judge(true);
    host.step(7 * 24 * hourMs);
    host.restart();
    expect(await host.judge(true)).toBe('trusted');
  });

  it('believes what it put right by less than an hour, and no more than that', async () => {
    const host = new Host();
    host.sync = 'synchronised';
    host.step(10 * 60_000);
    expect(await host.judge()).toBe('trusted');
    host.step(2 * hourMs);
    expect(await host.judge()).toBe('clock-stepped');
  });
});

describe('when only the settings say that the clock is synchronised', () => {
  it('satisfies a policy that wants to know', async () => {
    const host = new Host();
    host.sync = 'stated';
    expect(await host.judge(true)).toBe('trusted');
  });

  it('excuses neither a step nor a jump while the service was off', async () => {
    const host = new Host();
    host.sync = 'stated';
    await host.judge(true);
    host.step(60_000);
    expect(await host.judge(true)).toBe('clock-stepped');
    const later = new Host();
    later.sync = 'stated';
    await later.judge(true);
    later.step(49 * hourMs);
    later.restart();
    expect(await later.judge(true)).toBe('clock-ahead');
  });
});

describe('when the kernel says that it is not', () => {
  it('refuses', async () => {
    const host = new Host();
    host.sync = 'unsynchronised';
    expect(await host.judge()).toBe('clock-unsynchronised');
  });
});
