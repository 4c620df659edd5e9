import {
  type CameraId,
  containsInstant,
  hourMs,
  lengthMs,
  subtractAll,
  type TimeRange,
} from '../../core/index.ts';
import {
  type CoverageFacts,
  coverageOf,
  extentOf,
  type FilmingCamera,
  type FootageRepository,
  gopsOf,
  playbackOf,
  type StoredSegment,
} from '../../footage/index.ts';
import { clipOriginMs } from '../clip/joined-clips.ts';
import type { CameraFacts, MissingStretch } from '../papers/facts.ts';

/** The cameras and the range of an export. */
export interface ExportSubject {
  readonly cameraIds: readonly CameraId[];
  readonly range: TimeRange;
}

export interface PlannedOriginal {
  /** Path in the bundle. */
  readonly name: string;
  readonly segment: StoredSegment;
}

/** Content of an export, fixed when it begins: later ingest belongs to another one. */
export interface ExportPlan {
  readonly cameras: readonly CameraFacts[];
  readonly originals: readonly PlannedOriginal[];
  readonly clipOriginMs: number;
  /** To be read: originals, and what one clip per camera is joined of once more. */
  readonly sizeBytes: number;
}

/** Every whole segment that has a part in the request, and what is missing. Errors: those of `footage`. */
export async function planExport(
  footage: FootageRepository,
  { cameraIds, range }: ExportSubject,
  nowMs: number,
): Promise<ExportPlan> {
  const cameras = await footage.camerasIn({ kind: 'cameras', cameraIds }, 'cameras');
  const filmed = await Promise.all(
    [...cameras].sort((a, b) => (a.id < b.id ? -1 : 1)).map((camera) => filmedBy(footage, camera, range)),
  );
  const widest = {
    fromMs: Math.min(range.fromMs, ...filmed.map(({ scope }) => scope.fromMs)),
    toMs: Math.max(range.toMs, ...filmed.map(({ scope }) => scope.toMs)),
  };
  const coverage = await footage.coverage(
    cameras.map(({ streamId }) => streamId),
    widest,
  );
  return {
    cameras: filmed.map((each) => cameraFacts(each, coverage.get(each.camera.streamId), nowMs)),
    originals: filmed.flatMap(({ segments }) => named(segments)),
    clipOriginMs: clipOriginMs(filmed.length > 0 ? filmed.map(({ scope }) => scope) : [range]),
    sizeBytes: filmed.reduce((sum, each) => sum + each.sizeBytes, 0),
  };
}

interface Filmed {
  readonly camera: FilmingCamera;
  /** By start, then epoch. */
  readonly segments: readonly StoredSegment[];
  readonly scope: TimeRange;
  readonly sizeBytes: number;
}

async function filmedBy(
  footage: FootageRepository,
  camera: FilmingCamera,
  range: TimeRange,
): Promise<Filmed> {
  const segments = await footage.segmentsIn(camera.id, range);
  const played = playbackOf(segments, range);
  const sizes = [...segments, ...played.flatMap(({ gops }) => gops)].map(({ sizeBytes }) => sizeBytes);
  const sizeBytes = sizes.reduce((sum, size) => sum + size, played[0]?.segment.initBytes ?? 0);
  return { camera, segments, scope: extentOf(played, range), sizeBytes };
}

const named = (segments: readonly StoredSegment[]): PlannedOriginal[] => {
  const digits = Math.max(4, String(segments.length).length);
  return segments.map((segment, i) => ({
    name: `segments/${segment.cameraId}/${String(i + 1).padStart(digits, '0')}.mp4`,
    segment,
  }));
};

function cameraFacts(
  { camera: { id, name }, segments, scope }: Filmed,
  facts: CoverageFacts | undefined,
  nowMs: number,
): CameraFacts {
  const coverage = facts && coverageOf(facts, scope, nowMs);
  const { spans = [], gaps = [] } = coverage ?? {};
  const missing: MissingStretch[] = [...gaps, ...silences(scope, [...spans, ...gaps], facts)];
  return {
    id,
    name,
    scope,
    recorded: spans,
    missing: missing.sort((a, b) => a.fromMs - b.fromMs),
    ...driftOf(segments),
  };
}

/** Stretches without any record: before the camera was enrolled, and footage that has not come in yet. */
function silences(
  scope: TimeRange,
  known: readonly TimeRange[],
  facts: CoverageFacts | undefined,
): MissingStretch[] {
  const enrolledAtMs = facts?.enrolledAtMs ?? Number.POSITIVE_INFINITY;
  const isAcross = containsInstant(scope, enrolledAtMs);
  const parts = isAcross
    ? [
        { ...scope, toMs: enrolledAtMs },
        { ...scope, fromMs: enrolledAtMs },
      ]
    : [scope];
  return parts
    .flatMap((part) => subtractAll(part, known))
    .map((range) => ({ ...range, reason: range.fromMs < enrolledAtMs ? 'not-enrolled' : 'open' }));
}

/** Over a shorter time, rounding to milliseconds would dominate the drift. */
const minDriftMs = 600_000;

function driftOf(segments: readonly StoredSegment[]): Pick<CameraFacts, 'driftMsPerHour'> {
  const wallMs = segments.reduce((sum, segment) => sum + lengthMs(segment), 0);
  if (wallMs < minDriftMs) return {};
  const gops = segments.flatMap(gopsOf);
  const mediaMs = gops.reduce((sum, { mediaDurationMs }) => sum + mediaDurationMs, 0);
  return { driftMsPerHour: Math.round(((mediaMs - wallMs) * hourMs) / wallMs) };
}
