import { AppError, type CameraId, type Log, overlaps, sha256Hex, type TimeRange } from '../../core/index.ts';
import { gopBefore, type ShownFrame, type StoredGop, type StoredSegment } from '../../footage/index.ts';
import type { MarkFacts, StillFacts } from '../papers/facts.ts';

/** An instant that an officer marked, as it was when the export was planned. */
export interface PlannedMark {
  readonly cameraId: CameraId;
  readonly atMs: number;
  readonly note: string;
  /** Whether the minutes show its still. */
  readonly isPictured: boolean;
}

/** The cameras of stills. */
export const picturedCameras = (marks: readonly PlannedMark[]): CameraId[] => [
  ...new Set(marks.flatMap(({ cameraId, isPictured }) => (isPictured ? [cameraId] : []))),
];

/** Makes the picture that a GOP shows at an instant, from footage that is compared with its digests. Errors: `unavailable` where it may pass. */
export type PictureAt = (stored: StoredGop, atMs: number) => Promise<ShownFrame | undefined>;

export interface ChosenStillDeps {
  readonly pictureAt: PictureAt;
  readonly log: Log;
}

/** Where the pictures of marks are taken from: originals that are in the bundle unaltered. */
export interface PicturedFootage {
  readonly segments: readonly StoredSegment[];
  /** Of the request: a picture of a GOP outside is none of it. */
  readonly range: TimeRange;
  /** Whether a picture that cannot be had now is given up. */
  readonly isLastTry: boolean;
}

/** The marks with the stills that were chosen, one after the other. Errors: `unavailable`, unless it is the last try. */
export async function illustrated(
  deps: ChosenStillDeps,
  marks: readonly PlannedMark[],
  footage: PicturedFootage,
): Promise<MarkFacts[]> {
  const facts: MarkFacts[] = [];
  for (const { isPictured, ...mark } of marks) {
    if (isPictured) facts.push({ ...mark, still: (await stillOf(deps, mark, footage)) ?? 'none' });
    else facts.push(mark);
  }
  return facts;
}

/** `undefined` where there is no picture: its original is left out, or does not decode. */
async function stillOf(
  { pictureAt, log }: ChosenStillDeps,
  { cameraId, atMs }: Omit<PlannedMark, 'isPictured'>,
  { segments, range, isLastTry }: PicturedFootage,
): Promise<StillFacts | undefined> {
  const own = segments.filter((segment) => segment.cameraId === cameraId);
  const stored = gopBefore(own, atMs);
  if (!stored || !overlaps(stored.gop, range)) return undefined;
  try {
    const shown = await pictureAt(stored, atMs);
    if (!shown) return undefined;
    const { jpeg, errorMs } = shown;
    return { jpeg, frameAtMs: shown.atMs, errorMs, sha256: sha256Hex(jpeg) };
  } catch (error) {
    if (!(error instanceof AppError) || (error.kind === 'unavailable' && !isLastTry)) throw error;
    log.warn({ code: error.code, cameraId }, 'the still of a mark cannot be made');
    return undefined;
  }
}
