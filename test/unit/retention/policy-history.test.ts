import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NeighbourhoodId, UserId } from '../../../src/core/index.ts';
import {
  type Candidate,
  countedPolicy,
  keptPolicy,
  type Located,
  type PolicyVersion,
  plan,
  type RetentionPolicy,
  retainDays,
  waitingVersions,
} from '../../../src/retention/index.ts';
import { aPolicy, cameraIds, candidates, dayMs, holds, nowMs, policies } from './a-stock.ts';

const hourMs = 3_600_000;
const delayMs = 24 * hourMs;
const terms = { floorMs: 7 * dayMs, delayMs };

const cameras: Located[] = cameraIds.map((cameraId) => ({
  cameraId,
  neighbourhoodId: (cameraId === 'cam_a' ? 'nbh_a' : 'nbh_b') as NeighbourhoodId,
}));

/** Set so many hours ago, oldest first; `undefined`: what a stop puts back where no policy counted. */
const aHistory = (...set: [hoursAgo: number, policy: RetentionPolicy | undefined][]): PolicyVersion[] =>
  set.map(([hoursAgo, policy], index) => ({
    version: index + 1,
    cause: 'set',
    setAtMs: nowMs - hoursAgo * hourMs,
    setById: 'usr_1' as UserId,
    ...(policy && { policy }),
  }));

const view = { terms, cameras, nowMs };
const at = (atMs: number) => ({ ...view, nowMs: atMs });

/** Days of `cam_a` that count. */
const daysNow = (history: PolicyVersion[], atMs = nowMs) => {
  const [camera] = cameras;
  const policy = countedPolicy(history, at(atMs));
  return policy && camera && retainDays(policy, camera);
};

describe('when a policy is set', () => {
  it('counts after the delay where it shortens, and at once where it lengthens', () => {
    const shorter = aHistory([100, aPolicy({ days: 30 })], [23, aPolicy({ days: 10 })]);
    expect(daysNow(shorter)).toBe(30);
    expect(daysNow(shorter, nowMs + hourMs)).toBe(10);
    expect(daysNow(aHistory([100, aPolicy({ days: 30 })], [0, aPolicy({ days: 60 })]))).toBe(60);
  });

  it('counts in each rule by itself', () => {
    const [first, second] = cameraIds;
    if (!first || !second) throw new Error('no cameras');
    const mixed = aPolicy({
      days: 30,
      cameras: [
        { cameraId: first, days: 60 },
        { cameraId: second, days: 8 },
      ],
    });
    const policy = countedPolicy(aHistory([100, aPolicy({ days: 30 })], [1, mixed]), view);
    expect(policy && cameras.map((camera) => retainDays(policy, camera))).toEqual([60, 30, 30]);
  });

  it('expires nothing during the delay of the first one', () => {
    const first = aHistory([23, aPolicy({ days: 30 })]);
    expect(countedPolicy(first, view)).toBeUndefined();
    expect(daysNow(first, nowMs + hourMs)).toBe(30);
    expect(countedPolicy([], view)).toBeUndefined();
  });

  it('is never cut short by another one that is set meanwhile, nor by going back and forth', () => {
    const forth = aHistory(
      [100, aPolicy({ days: 30 })],
      [25, aPolicy({ days: 8 })],
      [2, aPolicy({ days: 30 })],
    );
    expect(daysNow(forth)).toBe(30);
    expect(daysNow([...forth, ...aHistory([0, aPolicy({ days: 8 })])])).toBe(30);
  });

  it('counts a quota, its minimum and the wish for a synchronised clock in the same way', () => {
    const wide = aPolicy({ quotaBytes: 100, minimumDays: 20, requireClockSync: true });
    const narrow = aPolicy({ quotaBytes: 10, minimumDays: 8 });
    const counted = countedPolicy(aHistory([100, wide], [1, narrow]), view);
    expect(counted).toMatchObject({ quotaBytes: 100, minimumDays: 20, requireClockSync: true });
    expect(countedPolicy(aHistory([100, aPolicy()], [1, narrow]), view)).not.toHaveProperty('quotaBytes');
  });
});

describe('when a stored policy is below the floor', () => {
  it('counts with the floor, in every rule', () => {
    const [cameraId] = cameraIds;
    if (!cameraId) throw new Error('no camera');
    const neighbourhoods = [{ neighbourhoodId: 'nbh_b' as NeighbourhoodId, days: 2 }];
    const low = aPolicy({ days: 1, cameras: [{ cameraId, days: 3 }], neighbourhoods, quotaBytes: 1 });
    const policy = countedPolicy(aHistory([100, low]), view);
    expect(policy && cameras.map((camera) => retainDays(policy, camera))).toEqual([7, 7, 7]);
    expect(policy).toMatchObject({ days: 7, minimumDays: 7 });
  });
});

describe('when something waits to shorten retention', () => {
  it('is named with the time from which it counts, and no more than that', () => {
    const history = aHistory(
      [100, aPolicy({ days: 30 })],
      [20, aPolicy({ days: 60 })],
      [2, aPolicy({ days: 9 })],
    );
    const [waiting, ...others] = waitingVersions(history, view);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ version: 3, countsFromMs: nowMs + 22 * hourMs });
    expect(waitingVersions(history, at(nowMs + 22 * hourMs))).toEqual([]);
  });

  it('is not named where it was lengthened again, or where the floor counts anyway', () => {
    const back = aHistory(
      [100, aPolicy({ days: 30 })],
      [20, aPolicy({ days: 9 })],
      [2, aPolicy({ days: 30 })],
    );
    expect(waitingVersions(back, view)).toEqual([]);
    const low = aHistory([100, aPolicy({ days: 6 })], [2, aPolicy({ days: 5 })]);
    expect(waitingVersions(low, view)).toEqual([]);
  });

  it('comes in steps where two wait', () => {
    const steps = aHistory(
      [100, aPolicy({ days: 30 })],
      [20, aPolicy({ days: 20 })],
      [2, aPolicy({ days: 9 })],
    );
    expect(waitingVersions(steps, view).map(({ version }) => version)).toEqual([2, 3]);
  });

  it('leaves what counts now when it is stopped: a policy as it was set where one is the longest in all', () => {
    const base = aPolicy({ days: 30 });
    expect(keptPolicy(aHistory([100, base], [2, aPolicy({ days: 9 })]), view)).toBe(base);
    expect(keptPolicy(aHistory([2, aPolicy({ days: 9 })]), view)).toBeUndefined();
  });
});

const histories = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 72 }), fc.option(policies, { nil: undefined, freq: 9 })), {
    maxLength: 6,
  })
  .map((set) => aHistory(...set.toSorted(([a], [b]) => b - a)));

/** The policies that were the last one at some moment of the delay before `atMs`. */
const inForceWithin = (history: PolicyVersion[], atMs: number) => {
  const before = history.filter(({ setAtMs }) => setAtMs <= atMs - delayMs).at(-1);
  const since = history.filter(({ setAtMs }) => setAtMs > atMs - delayMs && setAtMs <= atMs);
  return [before?.policy, ...since.map(({ policy }) => policy)];
};

describe('whatever policies are set, and whenever', () => {
  it('expires by days never sooner than the latest of those of the last 24 hours and the floor, and not later', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const within = inForceWithin(history, nowMs);
        const counted = countedPolicy(history, view);
        expect(counted === undefined).toBe(within.includes(undefined));
        for (const camera of counted ? cameras : []) {
          const days = within.map((policy) => (policy ? retainDays(policy, camera) : Number.NaN));
          expect(counted && retainDays(counted, camera)).toBe(Math.max(7, ...days));
        }
      }),
    );
  });

  it('takes by days only what each of them would take, and by quota no more than leaves the largest one full', () => {
    fc.assert(
      fc.property(histories, candidates, holds, (history, stored, held) => {
        const counted = countedPolicy(history, view);
        if (!counted) return;
        const bytesOf = (some: readonly Candidate[]) =>
          some.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
        const stock = { candidates: stored, storedBytes: bytesOf(stored) };
        const taken = plan(nowMs, stock, held, counted);
        const all = [...taken.days, ...taken.quota];
        for (const policy of inForceWithin(history, nowMs)) {
          if (!policy) throw new Error('no policy counts');
          const byDays = new Set(plan(nowMs, stock, held, policy).days);
          for (const each of taken.days) expect(byDays).toContain(each);
          const youngestMs = Math.max(terms.floorMs, policy.minimumDays * dayMs);
          for (const each of all) expect(nowMs - each.toMs).toBeGreaterThanOrEqual(youngestMs);
          if (taken.quota.length === 0) continue;
          expect(stock.storedBytes - bytesOf(all.slice(0, -1))).toBeGreaterThan(
            policy.quotaBytes ?? Number.NaN,
          );
        }
      }),
    );
  });

  it('counts less only from a moment that was named before it', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 30 }), (history, hours) => {
        const laterMs = nowMs + hours * hourMs;
        const named = waitingVersions(history, view).some(({ countsFromMs }) => countsFromMs <= laterMs);
        const [now, later] = [countedPolicy(history, view), countedPolicy(history, at(laterMs))];
        const shorter =
          later &&
          cameras.some((camera) => (now ? retainDays(now, camera) : 4_000) > retainDays(later, camera));
        if (shorter) expect(named).toBe(true);
      }),
    );
  });

  it('keeps what counts now for good when it is stopped', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const kept = keptPolicy(history, view);
        const stopped: PolicyVersion[] = [
          ...history,
          {
            version: 9,
            cause: 'stopped',
            setAtMs: nowMs,
            setById: 'usr_2' as UserId,
            ...(kept && { policy: kept }),
          },
        ];
        expect(waitingVersions(stopped, view)).toEqual([]);
        const after = countedPolicy(stopped, at(nowMs + 2 * delayMs));
        const before = countedPolicy(history, view);
        expect(after === undefined).toBe(before === undefined);
        for (const camera of cameras)
          expect(after && retainDays(after, camera)).toBe(before && retainDays(before, camera));
      }),
    );
  });
});
