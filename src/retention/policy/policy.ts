import { type CameraId, dayMs, type NeighbourhoodId } from '../../core/index.ts';

/** The ward's retention policy. The most specific rule wins: camera, then neighbourhood, then ward. Days may be fractions. */
export interface RetentionPolicy {
  /** Days of the ward, where no more specific rule applies. */
  readonly days: number;
  readonly neighbourhoods: readonly NeighbourhoodRule[];
  readonly cameras: readonly CameraRule[];
  /** Nothing younger is deleted, whatever the quota: no rule may be shorter. */
  readonly minimumDays: number;
  /** Most bytes of originals that are stored; absent: no limit. */
  readonly quotaBytes?: number;
  /** Whether expiry also refuses while the synchronisation of the clock is unknown. */
  readonly requireClockSync: boolean;
}

export interface NeighbourhoodRule {
  readonly neighbourhoodId: NeighbourhoodId;
  readonly days: number;
}

export interface CameraRule {
  readonly cameraId: CameraId;
  readonly days: number;
}

/** Keys for the look-up of a rule. */
export interface Located {
  readonly cameraId: CameraId;
  readonly neighbourhoodId: NeighbourhoodId;
}

/** Limits that no policy overrides: they come from the settings. */
export interface RetentionTerms {
  /** Nothing younger expires. */
  readonly floorMs: number;
  /** Time before a policy counts, as far as it makes footage expire sooner. */
  readonly delayMs: number;
}

/** Retention of that camera in days. */
export function retainDays(policy: RetentionPolicy, { cameraId, neighbourhoodId }: Located): number {
  const own = policy.cameras.find((rule) => rule.cameraId === cameraId);
  const shared = policy.neighbourhoods.find((rule) => rule.neighbourhoodId === neighbourhoodId);
  return (own ?? shared)?.days ?? policy.days;
}

/** The same for many cameras: each rule is looked up at once. */
export function daysUnder(policy: RetentionPolicy): (place: Located) => number {
  const own = new Map(policy.cameras.map(({ cameraId, days }) => [cameraId, days]));
  const shared = new Map(policy.neighbourhoods.map(({ neighbourhoodId, days }) => [neighbourhoodId, days]));
  return ({ cameraId, neighbourhoodId }) => own.get(cameraId) ?? shared.get(neighbourhoodId) ?? policy.days;
}

/** Footage of that camera that ended by then is past its time. */
export const cutoffMs = (policy: RetentionPolicy, camera: Located, nowMs: number): number =>
  daysBefore(nowMs, retainDays(policy, camera));

/** Footage that ended by then is old enough to be deleted at all. */
export const youngestMs = (policy: RetentionPolicy, nowMs: number): number =>
  daysBefore(nowMs, policy.minimumDays);

/** Parts of a millisecond count as a whole one. */
export const msOfDays = (days: number): number => Math.ceil(days * dayMs);

/** Never later than that long ago. */
const daysBefore = (nowMs: number, days: number): number => nowMs - msOfDays(days);
