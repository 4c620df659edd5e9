import type { CameraId, NeighbourhoodId } from '../../core/index.ts';

export const dayMs = 86_400_000;

/** How long footage is kept. The most specific rule wins: camera, then neighbourhood, then site. Days may be parts of one. */
export interface RetentionPolicy {
  /** Of the site, where nothing more specific is said. */
  readonly days: number;
  readonly neighbourhoods: readonly NeighbourhoodRule[];
  readonly cameras: readonly CameraRule[];
  /** Nothing younger is deleted, whatever the quota: no rule may be shorter. */
  readonly minimumDays: number;
  /** Most bytes of originals that are kept; absent: as many as there are. */
  readonly quotaBytes?: number;
  /** Whether expiry also refuses when nobody can say that the clock is synchronised. */
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

/** What a rule is looked up by. */
export interface Located {
  readonly cameraId: CameraId;
  readonly neighbourhoodId: NeighbourhoodId;
}

/** How long footage of that camera is kept. */
export function retainDays(policy: RetentionPolicy, { cameraId, neighbourhoodId }: Located): number {
  const own = policy.cameras.find((rule) => rule.cameraId === cameraId);
  const shared = policy.neighbourhoods.find((rule) => rule.neighbourhoodId === neighbourhoodId);
  return (own ?? shared)?.days ?? policy.days;
}

/** Footage of that camera that ended by then is past its time. */
export const cutoffMs = (policy: RetentionPolicy, camera: Located, nowMs: number): number =>
  daysBefore(nowMs, retainDays(policy, camera));

/** Footage that ended by then is old enough to be deleted at all. */
export const youngestMs = (policy: RetentionPolicy, nowMs: number): number =>
  daysBefore(nowMs, policy.minimumDays);

/** Parts of a millisecond count as a whole one: never later than that long ago. */
const daysBefore = (nowMs: number, days: number): number => nowMs - Math.ceil(days * dayMs);
