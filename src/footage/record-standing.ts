import { AppError, formatInstant, type SegmentId, type TimeRange } from '../core/index.ts';

/**
 * How the row of a segment stands to its record. `pending`: the record waits for the signer. `awaited`: an earlier version left
 * the row without one, and it gets one in the background. `altered`: row and record differ; `member` is the first that does, or
 * `record` where no record of ours tells of the row.
 */
export type RecordStanding =
  | { readonly state: 'sealed' | 'pending' | 'awaited' }
  | { readonly state: 'altered'; readonly member: string };

/** A segment with its standing; one that was not compared has none. */
interface ComparedSegment extends TimeRange {
  readonly id: SegmentId;
  readonly standing?: RecordStanding;
}

/** Errors: `segment-altered` (conflict). */
export function refuseAlteredSegment({ id, fromMs, toMs, standing }: ComparedSegment): void {
  if (standing?.state !== 'altered') return;
  throw new AppError(
    'conflict',
    'segment-altered',
    `What the catalogue tells of the footage from ${formatInstant(fromMs)} to ${formatInstant(toMs)} is not what was recorded, ` +
      `and it is not given out: ${standing.member} of ${id}.`,
  );
}

export const isAlteredSegment = ({ standing }: Pick<ComparedSegment, 'standing'>): boolean =>
  standing?.state === 'altered';
