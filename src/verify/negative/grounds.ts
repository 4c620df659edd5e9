/** Why a camera has no footage of a stretch, as a negative answer says it. */
export type Ground = 'dead' | 'paused' | 'expired' | 'never-recorded';

/** Every reason is one of the grounds. */
const grounds: Readonly<Record<string, Ground>> = {
  offline: 'dead',
  auth: 'dead',
  unsupported: 'dead',
  'no-keyframe': 'dead',
  recorder: 'dead',
  disk: 'dead',
  damaged: 'dead',
  clock: 'dead',
  unknown: 'dead',
  missing: 'dead',
  unreadable: 'dead',
  paused: 'paused',
  expired: 'expired',
  'switched-off': 'never-recorded',
  'no-notice': 'never-recorded',
  'not-enrolled': 'never-recorded',
};

/** `undefined` of an open stretch, whose footage may still come, and of what is no reason. */
export const groundOfReason = (reason: string): Ground | undefined =>
  Object.hasOwn(grounds, reason) ? grounds[reason] : undefined;

/** The grounds of an answer, each once; without a camera it is `no-camera` alone. */
export function groundsOfCameras(
  cameras: readonly { readonly missing: readonly { readonly reason: string }[] }[],
): (Ground | 'no-camera')[] {
  if (cameras.length === 0) return ['no-camera'];
  const found = cameras.flatMap(({ missing }) =>
    missing.flatMap(({ reason }) => groundOfReason(reason) ?? []),
  );
  return [...new Set(found)].sort();
}
