import type { GapReason, ListedCamera } from '../api/shapes.ts';
import type { Remedied } from '../messages/problems/remedied.ts';
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

/** What helps: by the code of the failure where it has words, else by the reason. */
export function remedyOf(
  reason: keyof Messages['remedies'],
  code: string | undefined,
  { remedies, problems }: Messages,
): string {
  const closer = new Set(['offline', 'unsupported']).has(reason) ? failureIn(problems, code) : undefined;
  return closer ? `${closer.cause} ${closer.remedy}` : remedies[reason];
}

/** At its house `camera-offline` says less than the remedy of its reason. */
const failureIn = (problems: Messages['problems'], code: string | undefined): Remedied | undefined =>
  code === undefined || code === 'camera-offline'
    ? undefined
    : (problems as Readonly<Record<string, Remedied>>)[code];
