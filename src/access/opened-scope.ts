import { type CameraId, hullOf, intersect, isEmpty, type TimeRange } from '../core/index.ts';
import {
  type CameraFootage,
  type ComparedCoverage,
  type ComparisonLimits,
  type FootageRepository,
  isAlteredSegment,
  lookUp,
} from '../footage/index.ts';
import type { FootageRequest } from './request/request.ts';
import { effectiveScope } from './scope.ts';

/** Footage that a request really opens of one camera, and its present coverage. */
export interface OpenedCamera extends TimeRange {
  readonly cameraId: CameraId;
  /** Absent where nothing is known of the camera. */
  readonly name?: string;
  /** As taken away: in whole segments. */
  readonly originals: TimeRange;
  readonly coverage: Omit<CameraFootage['coverage'], 'held'>;
  /** Beside its records; absent where nothing was compared. */
  readonly compared?: ComparedCoverage;
}

/** For each camera of the request; of a draft nothing. Errors: those of `lookUp`. */
export async function openedScope(
  footage: FootageRepository,
  request: Pick<FootageRequest, 'cameraIds' | 'range'>,
  nowMs: number,
  comparison?: ComparisonLimits,
): Promise<OpenedCamera[]> {
  const { cameraIds, range } = request;
  if (cameraIds.length === 0) return [];
  const edges = await Promise.all([
    footage.segmentsAt(cameraIds, range.fromMs),
    footage.segmentsAt(cameraIds, range.toMs - 1),
  ]);
  const sound = edges.flat().filter((segment) => !isAlteredSegment(segment));
  const scopes = effectiveScope(request, sound);
  // The scope of one camera may reach a GOP further than that of another.
  const query = { area: { kind: 'cameras', cameraIds }, field: 'area', range: hullOf(scopes) } as const;
  const { cameras } = await lookUp(footage, query, nowMs, comparison);
  const known = new Map(cameras.map((each) => [each.camera.id, each]));
  return scopes.map((scope) => {
    const { camera, coverage, compared } = known.get(scope.cameraId) ?? {};
    return {
      ...scope,
      ...(camera && { name: camera.name }),
      coverage: coverageWithin(scope, coverage),
      ...(compared && { compared: comparedWithin(scope, compared) }),
    };
  });
}

const coverageWithin = (
  scope: TimeRange,
  coverage: CameraFootage['coverage'] | undefined,
): OpenedCamera['coverage'] => ({
  spans: within(scope, coverage?.spans),
  gaps: within(scope, coverage?.gaps),
  open: within(scope, coverage?.open),
});

const comparedWithin = (scope: TimeRange, { pending, altered }: ComparedCoverage): ComparedCoverage => ({
  pending: within(scope, pending),
  altered: within(scope, altered),
});

const within = <T extends TimeRange>(scope: TimeRange, ranges: readonly T[] = []): T[] =>
  ranges.map((each) => ({ ...each, ...intersect(each, scope) })).filter((each) => !isEmpty(each));
