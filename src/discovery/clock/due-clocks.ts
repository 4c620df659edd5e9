import type { ClockTry, RegisteredCamera } from '../../camera/index.ts';
import { type CameraId, dayMs, hourMs } from '../../core/index.ts';

/** A camera that was away is asked again sooner. */
const againMs = { measured: dayMs, silent: hourMs } as const;
/** So many runs measure every clock of a site once: half a day of them. */
const runsForAll = 72;
const leastAtOnce = 4;

/**
 * The cameras whose clock is due in this run, the one that was asked longest ago first. No run has more than a small part of
 * them, so that they spread over the day. A try ahead of our clock is none.
 */
export function dueClocks(
  cameras: readonly RegisteredCamera[],
  tries: ReadonlyMap<CameraId, ClockTry>,
  nowMs: number,
): RegisteredCamera[] {
  const asked = cameras.filter(({ camera }) => camera.enabled && camera.onvifUrl !== undefined);
  const atMost = Math.max(leastAtOnce, Math.ceil(asked.length / runsForAll));
  return asked
    .map((registered) => ({ registered, last: tries.get(registered.camera.id) }))
    .filter(({ last }) => isDue(last, nowMs))
    .sort((a, b) => (a.last?.triedAtMs ?? 0) - (b.last?.triedAtMs ?? 0))
    .slice(0, atMost)
    .map(({ registered }) => registered);
}

function isDue(last: ClockTry | undefined, nowMs: number): boolean {
  if (!last || last.triedAtMs > nowMs) return true;
  return nowMs - last.triedAtMs >= againMs[last.fault === 'silent' ? 'silent' : 'measured'];
}
