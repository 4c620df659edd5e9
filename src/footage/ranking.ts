import { inNameOrder, lengthMs, type TimeRange } from '../core/index.ts';
import { type CameraPlace, isTooNearToTell, reachM } from '../places/index.ts';
import type { Vantage } from './area.ts';
import type { Coverage } from './coverage.ts';

/** The facts that rank a camera among those that may have seen a place. */
export interface Ranked {
  readonly camera: { readonly id: string; readonly name: string; readonly place?: CameraPlace };
  readonly standing?: Vantage;
  /** Of the time asked for, as far as it has come: `[0, 1]`; absent before it begins. */
  readonly recordedShare?: number;
}

/**
 * How much of the range a camera recorded, as far as that has come; what is not known yet counts as recorded, because a recorder
 * is at it. `undefined` before the range begins.
 */
export function recordedShareOf(
  { spans, open }: Coverage,
  range: TimeRange,
  nowMs: number,
): number | undefined {
  const askedMs = Math.min(range.toMs, nowMs) - range.fromMs;
  const recordedMs = [...spans, ...open].reduce((sum, each) => sum + lengthMs(each), 0);
  return askedMs <= 0 ? undefined : Math.min(1, recordedMs / askedMs);
}

/**
 * Best first: what recorded nothing comes last. Then by how the camera sees the place, and who recorded less than half of it behind
 * the others; then by distance, and by name.
 */
export function byRank(one: Ranked, other: Ranked): number {
  const [ranks, others] = [ranksOf(one), ranksOf(other)];
  const at = ranks.findIndex((rank, i) => rank !== others[i]);
  return at === -1 ? byName(one.camera, other.camera) : (ranks[at] ?? 0) - (others[at] ?? 0);
}

const ranksOf = ({ camera, standing, recordedShare = 1 }: Ranked): number[] => [
  recordedShare > 0 ? 0 : 1,
  standing ? sightRank(camera.place, standing) : 0,
  recordedShare >= 0.5 ? 0 : 1,
  standing?.distanceM ?? 0,
];

/**
 * Direction first; a person far away is not made out, and behind a building not seen, so that comes behind what may look there from
 * near by.
 */
function sightRank(place: CameraPlace | undefined, { view, distanceM, isBlocked }: Vantage): number {
  if (isTooNearToTell(distanceM)) return 0;
  if (view === 'away') return 5;
  if (isBlocked) return 4;
  if (distanceM > reachM(place ?? {})) return 3;
  return { facing: 0, oblique: 1, unknown: 2 }[view];
}

const byName = (a: Ranked['camera'], b: Ranked['camera']): number =>
  inNameOrder(a.name, b.name) || (a.id < b.id ? -1 : 1);
