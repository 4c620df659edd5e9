import type { GapReason, ListedCamera } from '../api/shapes.ts';
import type { Messages } from '../messages/vi.ts';

/** The end of what is known to be recorded. */
export const missingSinceMs = ({ recording }: ListedCamera): number =>
  Date.parse(recording?.accountedUntil ?? '') || 0;

export const isMissing = ({ recording }: ListedCamera): boolean => recording?.state === 'waiting';

/** Why nothing is recorded now; a reason without words is `unknown`. */
export function reasonOf({ recording }: ListedCamera, gaps: Messages['gaps']): GapReason | undefined {
  if (!recording || recording.state === 'recording') return undefined;
  const reason = recording.reason as GapReason | undefined;
  return reason !== undefined && reason in gaps ? reason : 'unknown';
}
