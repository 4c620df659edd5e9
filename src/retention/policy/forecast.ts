import { dayMs } from '../../core/index.ts';
import { type RetentionPolicy, retainDays } from './policy.ts';
import type { CameraUsage, Usage } from './usage.ts';

/** The forecast of a policy, in numbers. */
export interface Forecast {
  readonly storedBytes: number;
  readonly heldBytes: number;
  /** Measured: of each camera the busier of its last day and 24 times its last hour. */
  readonly bytesPerDay: number;
  /** Bytes needed once expiry evens out growth; absent without a policy: then it never does. */
  readonly neededBytes?: number;
  /** The lesser of quota and disk; absent when neither is known. */
  readonly capacityBytes?: number;
  /** Until `storedBytes` reaches the capacity, counting what expires meanwhile; absent when it never does. */
  readonly daysToFull?: number;
  /** The most days that fit the capacity at the measured rate, where a policy asks for more; absent when all fits. */
  readonly daysThatFit?: number;
  /** Bytes past their time today, in whole UTC days: the policy deletes them first, unless they are held. */
  readonly pastBytes: number;
  readonly conflicts: readonly Conflict[];
}

/**
 * - `no-policy`            nothing expires
 * - `disk-too-small`       the disk fills before expiry evens out growth
 * - `quota-above-disk`     the disk fills before the quota is reached
 * - `quota-shortens`       the quota deletes before the days are over
 * - `quota-below-minimum`  not even the minimum of days fits the quota: it will be exceeded
 * - `quota-below-floor`    not even the retention floor fits the quota: it will be exceeded
 */
export type Conflict =
  | 'no-policy'
  | 'disk-too-small'
  | 'quota-above-disk'
  | 'quota-shortens'
  | 'quota-below-minimum'
  | 'quota-below-floor';

/** Two years: farther is "never" for a measured day. */
const horizonDays = 730;

interface Flow {
  readonly bytesPerDay: number;
  /** `Infinity` without a policy. */
  readonly days: number;
  readonly stored: CameraUsage['days'];
}

/**
 * Pure: the same measurements give the same numbers, for a policy that counts and for a proposed one. Nothing in `policy` is
 * below the floor.
 */
export function forecast(usage: Usage, policy: RetentionPolicy | undefined, floorMs = 0): Forecast {
  const flows = usage.cameras.map((camera) => flowOf(camera, policy));
  const storedBytes = storedAfter(flows, usage.nowMs, 0, Number.POSITIVE_INFINITY);
  const diskBytes = usage.diskSpace && storedBytes + usage.diskSpace.freeBytes;
  const { heldBytes } = usage;
  const capacityBytes = least(diskBytes, policy?.quotaBytes);
  const neededBytes = policy && steadyBytes(flows, Number.POSITIVE_INFINITY) + heldBytes;
  const daysToFull = capacityBytes === undefined ? undefined : fullAfter(flows, usage, capacityBytes);
  const daysThatFit =
    capacityBytes === undefined || (neededBytes ?? Number.POSITIVE_INFINITY) <= capacityBytes
      ? undefined
      : fittingDays(flows, capacityBytes - heldBytes);
  return {
    storedBytes,
    heldBytes,
    bytesPerDay: sum(flows.map((flow) => flow.bytesPerDay)),
    pastBytes: storedBytes - storedAfter(flows, usage.nowMs, 0),
    ...defined({ neededBytes, capacityBytes, daysToFull, daysThatFit }),
    conflicts: conflictsOf(flows, policy, { diskBytes, neededBytes, heldBytes, floorMs }),
  };
}

const flowOf = (camera: CameraUsage, policy: RetentionPolicy | undefined): Flow => ({
  bytesPerDay: Math.max(camera.lastDayBytes, 24 * camera.lastHourBytes),
  days: policy ? retainDays(policy, camera) : Number.POSITIVE_INFINITY,
  stored: camera.days,
});

/** Bytes stored in so many days: present ones not past their time then, and those to come until then. */
const storedAfter = (flows: readonly Flow[], nowMs: number, inDays: number, days?: number): number =>
  sum(
    flows.map((flow) => {
      const cutoff = nowMs + (inDays - (days ?? flow.days)) * dayMs;
      const kept = flow.stored.filter(({ startMs }) => startMs + dayMs > cutoff);
      return (
        sum(kept.map(({ sizeBytes }) => sizeBytes)) + flow.bytesPerDay * Math.min(inDays, days ?? flow.days)
      );
    }),
  );

function fullAfter(flows: readonly Flow[], { nowMs }: Usage, capacityBytes: number): number | undefined {
  for (let inDays = 0; inDays <= horizonDays; inDays++) {
    if (storedAfter(flows, nowMs, inDays) < capacityBytes) continue;
    return inDays === 0 ? 0 : withinDay(flows, nowMs, inDays, capacityBytes);
  }
  return undefined;
}

/** Between the day before and this one growth is even. */
function withinDay(flows: readonly Flow[], nowMs: number, inDays: number, capacityBytes: number): number {
  const before = storedAfter(flows, nowMs, inDays - 1);
  const after = storedAfter(flows, nowMs, inDays);
  return inDays - 1 + (capacityBytes - before) / (after - before);
}

/** Stored bytes once expiry equals growth, with at most `days` of any camera. */
const steadyBytes = (flows: readonly Flow[], days: number): number =>
  sum(flows.map((flow) => (flow.bytesPerDay === 0 ? 0 : flow.bytesPerDay * Math.min(flow.days, days))));

/** The largest number of days whose steady state fits; to a thousandth. */
function fittingDays(flows: readonly Flow[], capacityBytes: number): number {
  let [fits, exceeds] = [0, horizonDays];
  while (exceeds - fits > 0.001) {
    const middle = (fits + exceeds) / 2;
    if (steadyBytes(flows, middle) <= capacityBytes) fits = middle;
    else exceeds = middle;
  }
  return Math.round(fits * 100) / 100;
}

function conflictsOf(
  flows: readonly Flow[],
  policy: RetentionPolicy | undefined,
  known: {
    readonly diskBytes: number | undefined;
    readonly neededBytes: number | undefined;
    readonly heldBytes: number;
    readonly floorMs: number;
  },
): Conflict[] {
  const { diskBytes = Number.POSITIVE_INFINITY, neededBytes, heldBytes, floorMs } = known;
  if (!policy || neededBytes === undefined) return ['no-policy'];
  const quotaBytes = policy.quotaBytes ?? Number.POSITIVE_INFINITY;
  const minimumBytes = steadyBytes(flows, policy.minimumDays) + heldBytes;
  const isBelowFloor = floorMs > 0 && steadyBytes(flows, floorMs / dayMs) + heldBytes > quotaBytes;
  const found: [Conflict, boolean][] = [
    ['disk-too-small', Math.min(neededBytes, Math.max(quotaBytes, minimumBytes)) > diskBytes],
    ['quota-above-disk', policy.quotaBytes !== undefined && quotaBytes > diskBytes],
    ['quota-shortens', neededBytes > quotaBytes],
    ['quota-below-minimum', minimumBytes > quotaBytes && !isBelowFloor],
    ['quota-below-floor', isBelowFloor],
  ];
  return found.filter(([, isSo]) => isSo).map(([conflict]) => conflict);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function least(...numbers: (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
