import type { CameraStretch, FootageCount, FootageCounter } from '../footage-count.ts';
import type { MaybePolicy } from '../policy/longest-policy.ts';
import { daysUnder, type Located, msOfDays, type RetentionPolicy, youngestMs } from '../policy/policy.ts';

/** What counts until then and from then on. */
export interface PolicyChange {
  readonly before: MaybePolicy;
  readonly after: RetentionPolicy;
  readonly countsFromMs: number;
}

/**
 * Counts the stored footage that expires when the change counts, and would not without it. What a quota takes is an estimate:
 * it counts what is stored now, and holds as if they could expire. Errors: those of `FootageCounter`.
 */
export async function shortenedFootage(
  counter: FootageCounter,
  cameras: readonly Located[],
  { before, after, countsFromMs }: PolicyChange,
): Promise<FootageCount> {
  const [kept, gone] = await Promise.all(
    [before, after].map((policy) => expiredBy(counter, policy, countsFromMs)),
  );
  const stretches = cameras.map(
    (camera): CameraStretch => ({
      cameraId: camera.cameraId,
      fromMs: kept?.(camera) ?? 0,
      toMs: gone?.(camera) ?? 0,
    }),
  );
  return counter.count(stretches.filter(({ fromMs, toMs }) => fromMs < toMs));
}

/** By when the footage of a camera had ended that expires at `atMs`. */
async function expiredBy(
  counter: FootageCounter,
  policy: MaybePolicy,
  atMs: number,
): Promise<(camera: Located) => number> {
  if (!policy) return () => 0;
  const days = daysUnder(policy);
  const { quotaBytes } = policy;
  const reachesMs = quotaBytes === undefined ? 0 : await counter.quotaReachesMs(quotaBytes);
  const byQuotaMs = Math.min(reachesMs, youngestMs(policy, atMs));
  return (camera) => Math.max(atMs - msOfDays(days(camera)), byQuotaMs);
}
