import type { GapReason, ListedCamera } from '../api/shapes.ts';
import type { Messages } from '../messages/vi.ts';

/** The end of what is known to be recorded. */
export const missingSinceMs = ({ recording }: ListedCamera): number =>
  Date.parse(recording?.accountedUntil ?? '') || 0;

export const isMissing = ({ recording }: ListedCamera): boolean => recording?.state === 'waiting';

/** Why a camera that should be recorded is kept from it; of one that is switched off, nothing. */
const keepsOff: ReadonlySet<GapReason> = new Set(['paused', 'no-notice']);

/** Why nothing is recorded now; a reason without words is `unknown`. */
export function reasonOf({ recording }: ListedCamera, gaps: Messages['gaps']): GapReason | undefined {
  if (!recording || recording.state === 'recording') return undefined;
  const reason = recording.reason as GapReason | undefined;
  if (recording.state === 'off') return reason && keepsOff.has(reason) ? reason : undefined;
  return reason !== undefined && reason in gaps ? reason : 'unknown';
}
