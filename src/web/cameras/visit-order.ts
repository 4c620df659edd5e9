import type { GapReason, ListedCamera } from '../api/shapes.ts';

/** What a technician can do something about, the gravest first; what needs no visit stands below. */
const gravity: Readonly<Record<GapReason, number>> = {
  auth: 0,
  offline: 1,
  damaged: 2,
  'no-notice': 3,
  disk: 4,
  clock: 5,
  recorder: 6,
  unknown: 7,
  expired: 8,
  paused: 9,
};

const gravityOf = ({ recording }: ListedCamera): number => {
  if (!recording || recording.state === 'recording') return 100;
  return recording.state === 'off' ? 50 : (gravity[recording.reason as GapReason] ?? 7);
};

/** Which house to visit first: what is missing before what is not, by cause, then the longest missing. */
export const byVisit = (cameras: readonly ListedCamera[]): ListedCamera[] =>
  [...cameras].sort(
    (a, b) =>
      gravityOf(a) - gravityOf(b) ||
      sinceMs(a) - sinceMs(b) ||
      a.name.localeCompare(b.name, 'vi', { numeric: true }),
  );

const sinceMs = (camera: ListedCamera): number => (isMissing(camera) ? missingSinceMs(camera) : 0);

/** The end of what is known to be recorded. */
export const missingSinceMs = ({ recording }: ListedCamera): number =>
  Date.parse(recording?.accountedUntil ?? '') || 0;

export const isMissing = ({ recording }: ListedCamera): boolean => recording?.state === 'waiting';

/** The reason as one of those there are; anything else is `unknown`. */
export const reasonOf = ({ recording }: ListedCamera): GapReason | undefined => {
  if (recording?.state !== 'waiting') return undefined;
  const reason = recording.reason as GapReason | undefined;
  return reason !== undefined && reason in gravity ? reason : 'unknown';
};
