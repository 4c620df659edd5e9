import type { ClockReading } from '../camera/index.ts';
import { AppError, hourMs, lengthMs, type StreamId, type TimeRange } from '../core/index.ts';
import { middleOf, type Vantage, vantageOf } from './area.ts';
import type { ComparedCoverage, ComparedFacts } from './compared-coverage.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { FilmingCamera, FootageRepository } from './footage-repository.ts';
import type { FootageQuery } from './query.ts';
import { byRank, recordedShareOf } from './ranking.ts';

/** One camera in the answer to "who saw this place, then?". No picture in it. */
export interface CameraFootage {
  readonly camera: FilmingCamera;
  /** Distance and view, where the area has a middle and the camera a place. */
  readonly standing?: Vantage;
  readonly coverage: Coverage;
  /** Of the time asked for, as far as it has come: `[0, 1]`; absent before it begins. */
  readonly recordedShare?: number;
  /** How far off the camera's own clock was, which it writes into its pictures: measured nearest to that time. */
  readonly clock?: ClockReading;
  /** Beside its records; absent where nothing was compared. */
  readonly compared?: ComparedCoverage;
}

export interface FootageAnswer {
  readonly range: TimeRange;
  /** The instant up to which anything can be known. */
  readonly nowMs: number;
  /** Whether the coverage was compared with its records. */
  readonly isCompared: boolean;
  /** By rank. */
  readonly cameras: readonly CameraFootage[];
}

/** When coverage is compared with its records. */
export interface ComparisonLimits {
  /** Longer time of all cameras together stays unchecked. */
  readonly mostMs: number;
  readonly mostCameras: number;
  /** Else an answer stays unchecked while the store of the records is away. */
  readonly isNeeded: boolean;
}

/** Some 4 000 segments. */
export const requestComparison: ComparisonLimits = {
  mostMs: 72 * hourMs,
  mostCameras: Number.POSITIVE_INFINITY,
  isNeeded: true,
};
/** Of what is asked for again every few seconds: 20 minutes of 36 cameras. */
export const searchComparison: ComparisonLimits = { mostMs: 12 * hourMs, mostCameras: 36, isNeeded: false };

/**
 * Answers a look-up from the catalogue: one query for the cameras, one for all their coverage. With `comparison`, each camera's
 * coverage is compared with its records, and then rests on the very rows that were compared. Errors: those of the repository.
 */
export async function lookUp(
  index: FootageRepository,
  query: FootageQuery,
  nowMs: number,
  comparison?: ComparisonLimits,
): Promise<FootageAnswer> {
  const { area, field, range, seen = area } = query;
  const cameras = await index.camerasIn(area, field);
  const streamIds = cameras.map(({ streamId }) => streamId);
  const records = comparison && (await compared(index, streamIds, range, comparison));
  const [facts, buildings] = await Promise.all([
    records ? undefined : index.coverage(streamIds, range),
    middleOf(seen) && index.buildings(),
  ]);
  const found = cameras.flatMap((camera): CameraFootage[] => {
    const { facts: comparedFacts, compared } = records?.get(camera.streamId) ?? {};
    const known = comparedFacts ?? facts?.get(camera.streamId);
    if (!known) return [];
    const standing = vantageOf(camera.place, seen, buildings);
    const { clock } = known;
    const coverage = coverageOf(known, range, nowMs);
    const recordedShare = recordedShareOf(coverage, range, nowMs);
    return [
      {
        camera,
        ...(standing && { standing }),
        coverage,
        ...(recordedShare !== undefined && { recordedShare }),
        ...(clock && { clock }),
        ...(compared && { compared }),
      },
    ];
  });
  return { range, nowMs, isCompared: records !== undefined, cameras: found.sort(byRank) };
}

async function compared(
  index: FootageRepository,
  streamIds: readonly StreamId[],
  range: TimeRange,
  { mostMs, mostCameras, isNeeded }: ComparisonLimits,
): Promise<ReadonlyMap<StreamId, ComparedFacts> | undefined> {
  if (streamIds.length > mostCameras || streamIds.length * lengthMs(range) > mostMs) return undefined;
  try {
    return await index.compared(streamIds, range);
  } catch (error) {
    if (isNeeded || !(error instanceof AppError) || error.kind !== 'unavailable') throw error;
    return undefined;
  }
}
