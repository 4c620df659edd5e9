import type { CameraId, TimeRange } from '../core/index.ts';
import { type Vantage, vantageOf } from './area.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { FilmingCamera, FootageRepository } from './footage-repository.ts';
import type { FootageQuery } from './query.ts';

/** One camera in the answer to "who saw this place, then?". No picture in it. */
export interface CameraFootage {
  readonly camera: FilmingCamera;
  /** Distance and view, where the area has a middle and the camera a place. */
  readonly standing?: Vantage;
  readonly coverage: Coverage;
}

export interface FootageAnswer {
  readonly range: TimeRange;
  /** The instant up to which anything can be known. */
  readonly nowMs: number;
  /** Nearest first; by name where there is no distance. */
  readonly cameras: readonly CameraFootage[];
}

/** Answers a look-up from the catalogue alone: one query for the cameras, one for all their coverage. */
export async function lookUp(
  index: FootageRepository,
  query: FootageQuery,
  nowMs: number,
): Promise<FootageAnswer> {
  const { area, field, range } = query;
  const cameras = await index.camerasIn(area, field);
  const facts = await index.coverage(
    cameras.map(({ streamId }) => streamId),
    range,
  );
  const found = cameras.flatMap((camera): CameraFootage[] => {
    const known = facts.get(camera.streamId);
    if (!known) return [];
    const standing = vantageOf(camera.place, area);
    return [{ camera, ...(standing && { standing }), coverage: coverageOf(known, range, nowMs) }];
  });
  return { range, nowMs, cameras: found.sort(nearestFirst) };
}

function nearestFirst(a: CameraFootage, b: CameraFootage): number {
  const byDistance = distanceOrInfinity(a) - distanceOrInfinity(b);
  return byDistance === 0 || Number.isNaN(byDistance) ? byName(a.camera, b.camera) : byDistance;
}

const distanceOrInfinity = ({ standing }: CameraFootage): number =>
  standing?.distanceM ?? Number.POSITIVE_INFINITY;

const byName = (a: { name: string; id: CameraId }, b: { name: string; id: CameraId }): number =>
  a.name.localeCompare(b.name, 'vi', { numeric: true }) || (a.id < b.id ? -1 : 1);
