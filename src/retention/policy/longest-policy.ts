import { type CameraId, dayMs, type NeighbourhoodId } from '../../core/index.ts';
import { daysUnder, type Located, type RetentionPolicy } from './policy.ts';

/** A policy, or none: then nothing expires. */
export type MaybePolicy = RetentionPolicy | undefined;

/** The same policy, with nothing shorter than the floor. */
export function withFloor(policy: RetentionPolicy, floorMs: number): RetentionPolicy {
  const floored = <Rule extends { readonly days: number }>(rule: Rule): Rule => ({
    ...rule,
    days: Math.max(rule.days, floorMs / dayMs),
  });
  return {
    ...floored(policy),
    minimumDays: Math.max(policy.minimumDays, floorMs / dayMs),
    neighbourhoods: policy.neighbourhoods.map(floored),
    cameras: policy.cameras.map(floored),
  };
}

/**
 * One policy that keeps all footage as long as either does, and no longer: `a` or `b` itself where it is the longer one in
 * everything, else one with a rule for each of `cameras`, the ward's. None where one is none.
 */
export function longerPolicy(a: MaybePolicy, b: MaybePolicy, cameras: readonly Located[]): MaybePolicy {
  if (!a || !b) return undefined;
  if (!expiresSooner(a, b, cameras)) return a;
  return expiresSooner(b, a, cameras) ? longerInEach(a, b, cameras) : b;
}

function longerInEach(a: RetentionPolicy, b: RetentionPolicy, cameras: readonly Located[]): RetentionPolicy {
  const [underA, underB] = [daysUnder(a), daysUnder(b)];
  const days = (place: Located) => Math.max(underA(place), underB(place));
  const quotaBytes = Math.max(quotaOf(a), quotaOf(b));
  return {
    days: Math.max(a.days, b.days),
    neighbourhoods: placesOfRules(a, b).map((place) => ({
      neighbourhoodId: place.neighbourhoodId,
      days: days(place),
    })),
    cameras: cameras.map((camera) => ({ cameraId: camera.cameraId, days: days(camera) })),
    minimumDays: Math.max(a.minimumDays, b.minimumDays),
    ...(Number.isFinite(quotaBytes) && { quotaBytes }),
    requireClockSync: a.requireClockSync || b.requireClockSync,
  };
}

/** Whether `next` lets any footage expire sooner than `before`, now or later. */
export function expiresSooner(next: MaybePolicy, before: MaybePolicy, cameras: readonly Located[]): boolean {
  if (!next || !before) return next !== undefined && before === undefined;
  const [daysNext, daysBefore] = [daysUnder(next), daysUnder(before)];
  return (
    next.days < before.days ||
    quotaOf(next) < quotaOf(before) ||
    (next.quotaBytes !== undefined && next.minimumDays < before.minimumDays) ||
    (before.requireClockSync && !next.requireClockSync) ||
    [...placesOfRules(next, before), ...cameras].some((place) => daysNext(place) < daysBefore(place))
  );
}

const quotaOf = ({ quotaBytes = Number.POSITIVE_INFINITY }: RetentionPolicy): number => quotaBytes;

/** A camera without a rule of its own in each neighbourhood that has one: such a camera may be registered later. */
const placesOfRules = (...policies: readonly RetentionPolicy[]): Located[] => {
  const rules = policies.flatMap(({ neighbourhoods }) => neighbourhoods);
  const ids = new Set(rules.map(({ neighbourhoodId }): NeighbourhoodId => neighbourhoodId));
  return [...ids].map((neighbourhoodId) => ({ cameraId: '' as CameraId, neighbourhoodId }));
};
