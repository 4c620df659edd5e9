import { afterEach, describe, expect, it, vi } from 'vitest';
import { type SiteId, silentLog } from '../../../src/core/index.ts';
import {
  type DeletionId,
  expireSite,
  expireUnasked,
  planSiteExpiry,
  type RetentionPolicy,
  type SiteExpiryDeps,
} from '../../../src/retention/index.ts';
import { startStandby } from '../../../workers/roles/standby.ts';
import { aPolicy, dayMs, nowMs } from './a-stock.ts';

const siteStore = { siteId: 'ward' as SiteId, store: 'disk' };

/** A catalogue with nothing to mark, one batch that has begun and one that has not; tells what was asked of it. */
function aSite({ policy, isTrusted }: { policy: RetentionPolicy | undefined; isTrusted: boolean }) {
  const asked: string[] = [];
  const refusal = { isTrusted: false, code: 'clock-stepped', message: 'It stepped.' } as const;
  const deps = {
    policies: {
      history: async () => (policy ? [{ version: 1, policy, cause: 'set', setAtMs: nowMs - dayMs }] : []),
      cameras: async () => [],
    },
    terms: { floorMs: 0, delayMs: dayMs },
    clockTrust: {
      judge: async (requireSync: boolean) => {
        asked.push(`judge ${requireSync}`);
        return isTrusted ? { isTrusted } : refusal;
      },
    },
    book: {
      cameras: async () => {
        asked.push('plan');
        return [];
      },
      pastTime: async () => [],
      storedBytes: async () => 0,
      unfinished: async () => [
        { id: 'del_begun' as DeletionId, hasBegun: true },
        { id: 'del_marked' as DeletionId, hasBegun: false },
      ],
      marked: async () => [],
      begin: async (id: string) => void asked.push(id),
    },
    holds: { list: async () => [] },
    store: { missing: async () => [] },
    deleteSoon: async () => void asked.push('delete soon'),
    clock: { nowMs: () => nowMs, monotonicMs: () => 0 },
    log: silentLog,
  };
  return { asked, deps: deps as unknown as SiteExpiryDeps };
}

describe('when expiry is planned on schedule', () => {
  it('plans and has it deleted', async () => {
    const { asked, deps } = aSite({ policy: aPolicy(), isTrusted: true });
    expect(await planSiteExpiry(deps, siteStore)).toBe('done');
    expect(asked).toEqual(['judge false', 'plan', 'delete soon']);
  });

  it('plans nothing without a policy, but looks at the clock', async () => {
    const { asked, deps } = aSite({ policy: undefined, isTrusted: true });
    expect(await planSiteExpiry(deps, siteStore)).toBe('skipped');
    expect(asked).toEqual(['judge false']);
  });

  it('plans nothing under a clock that is not trusted', async () => {
    const { asked, deps } = aSite({ policy: aPolicy({ requireClockSync: true }), isTrusted: false });
    expect(await planSiteExpiry(deps, siteStore)).toBe('skipped');
    expect(asked).toEqual(['judge true']);
  });
});

describe('when segments are expired on schedule', () => {
  it('goes on with what has begun, then with what is marked', async () => {
    const { asked, deps } = aSite({ policy: aPolicy(), isTrusted: true });
    await expireSite(deps, siteStore);
    expect(asked).toEqual(['judge false', 'del_begun', 'del_marked']);
  });

  it('begins nothing under a clock that is not trusted, and ends what has begun', async () => {
    const { asked, deps } = aSite({ policy: aPolicy(), isTrusted: false });
    await expireSite(deps, siteStore);
    expect(asked).toEqual(['judge false', 'del_begun']);
  });
});

describe('when Redis is away, or takes no writes since its disk is full', () => {
  afterEach(() => vi.useRealTimers());

  it('plans and deletes all the same: only that makes room', async () => {
    const { asked, deps } = aSite({ policy: aPolicy(), isTrusted: true });
    const deleteSoon = () => Promise.reject(new Error('OOM'));
    await expect(expireUnasked({ ...deps, deleteSoon }, siteStore)).rejects.toThrow('OOM');
    expect(asked).toEqual(['judge false', 'plan', 'judge false', 'del_begun', 'del_marked']);
  });

  it('does so by a plain timer, as long as the job does not come', async () => {
    vi.useFakeTimers();
    const everyMs = 600_000;
    const clock = { nowMs: () => Date.now(), monotonicMs: () => Date.now() };
    let rounds = 0;
    const standby = startStandby(everyMs, { clock, log: silentLog }, async () => (rounds += 1));
    for (let i = 0; i < 5; i++) {
      await vi.advanceTimersByTimeAsync(everyMs);
      standby.came();
    }
    expect(rounds).toBe(0);
    await vi.advanceTimersByTimeAsync(4 * everyMs);
    expect(rounds).toBe(3);
    standby.came();
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(rounds).toBe(3);
    await standby.stop();
  });
});
