import type { CameraFootage } from '../../client/api.ts';
import type { FootageRequest, OpenedCamera } from '../../client/index.ts';
import type { Range } from '../time/spoken-range.ts';

/** The effective scope as lanes: what each camera would show, and what is known to be missing of it. */
export const openedLanes = (scope: readonly OpenedCamera[]): CameraFootage[] =>
  scope.map(({ cameraId, name = cameraId, spans, gaps, open, pending, altered }) => ({
    id: cameraId,
    name,
    neighbourhoodId: '',
    enabled: true,
    spans,
    gaps,
    open,
    held: [],
    pending,
    altered,
  }));

/** From the first to the last instant that any camera opens; the requested range where none does. */
export function openedRange({ effectiveScope, from, to }: FootageRequest): Range {
  if (effectiveScope.length === 0) return { fromMs: Date.parse(from), toMs: Date.parse(to) };
  return {
    fromMs: Math.min(...effectiveScope.map((camera) => Date.parse(camera.from))),
    toMs: Math.max(...effectiveScope.map((camera) => Date.parse(camera.to))),
  };
}
