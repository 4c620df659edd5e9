import { AppError, formatInstant, type TimeRange } from '../../core/index.ts';
import type { ObjectKey } from '../../objects/index.ts';
import type { StoredSegment } from '../footage-repository.ts';

/** A stored object that is not what was ingested, and what showed it. */
export interface Alteration {
  readonly segment: StoredSegment;
  readonly objectKey: ObjectKey;
  /** `original`: somewhere in the whole file; nothing tells which GOP. `keyframes`: the row has other GOPs than the index. */
  readonly part: 'init' | 'gop' | 'original' | 'index' | 'keyframes';
  /** The footage that is concerned. */
  readonly range: TimeRange;
}

/** Where alterations are told to admins and auditors. Errors: `unavailable` `catalogue-unavailable`. */
export interface Alterations {
  note(alteration: Alteration): Promise<void>;
}

/** The refusal: a caller who asks again gets it again. */
export const footageAltered = ({ segment, part, range }: Alteration): AppError =>
  new AppError(
    'conflict',
    'footage-altered',
    `The stored footage from ${formatInstant(range.fromMs)} to ${formatInstant(range.toMs)} is not what was recorded, ` +
      `and is not given out: ${part} of ${segment.id}.`,
  );

export const isAlteredFootage = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'footage-altered';
