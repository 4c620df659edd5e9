import { type CameraId, hourMs, lengthMs, type TimeRange } from '../../core/index.ts';
import {
  type CoverageFacts,
  extentOf,
  type FilmingCamera,
  type FootageRepository,
  gopsOf,
  playbackOf,
  type StoredSegment,
} from '../../footage/index.ts';
import type { ExportChoice } from '../choice/export-choice.ts';
import { clipOriginMs } from '../clip/joined-clips.ts';
import type { CameraFacts } from '../papers/facts.ts';
import { filmedWithin } from '../papers/filmed-within.ts';
import type { PlannedMark } from './chosen-stills.ts';

/** The cameras and the range of an export. */
export interface ExportSubject {
  readonly cameraIds: readonly CameraId[];
  readonly range: TimeRange;
  /** By time. */
  readonly marks: readonly PlannedMark[];
}

export interface PlannedOriginal {
  /** Path in the bundle. */
  readonly name: string;
  readonly segment: StoredSegment;
}

/** What a signed bundle has beside originals and clips. Originals are named by their paths. */
export interface SealedPlan {
  readonly indexes: readonly { readonly name: string; readonly originals: readonly string[] }[];
  readonly pictures: readonly PlannedPicture[];
}

export interface PlannedPicture {
  readonly name: string;
  readonly original: string;
  readonly what: 'still' | 'storyboard';
  /** SHA-256, hex, as its record says. */
  readonly sha256: string;
}

/** Content of an export, fixed when it begins: later ingest belongs to another one. */
export interface ExportPlan {
  readonly cameras: readonly CameraFacts[];
  readonly originals: readonly PlannedOriginal[];
  readonly clipOriginMs: number;
  /** Absent in plans of earlier versions. */
  readonly marks?: readonly PlannedMark[];
  /** To be read: originals, and what one clip per camera is joined of once more. */
  readonly sizeBytes: number;
  /** Absent where the footage, or the request, has no records: an earlier version left it. Then the bundle is not signed. */
  readonly sealed?: SealedPlan;
}

/** Every whole segment that has a part in the request, and what is missing. Errors: those of `footage`. */
export async function planExport(
  footage: FootageRepository,
  { cameraIds, range, marks }: ExportSubject,
  { nowMs, clips }: Pick<ExportChoice, 'clips'> & { readonly nowMs: number },
): Promise<ExportPlan> {
  const cameras = await footage.camerasIn({ kind: 'cameras', cameraIds }, 'cameras');
  const filmed = await Promise.all(
    [...cameras].sort((a, b) => (a.id < b.id ? -1 : 1)).map((camera) => filmedBy(footage, camera, range)),
  );
  const widest = {
    fromMs: Math.min(range.fromMs, ...filmed.map(({ scope }) => scope.fromMs)),
    toMs: Math.max(range.toMs, ...filmed.map(({ scope }) => scope.toMs)),
  };
  const coverage = await footage.storedCoverage(
    cameras.map(({ streamId }) => streamId),
    widest,
  );
  return {
    cameras: filmed.map((each) => cameraFacts(each, coverage.get(each.camera.streamId), nowMs)),
    originals: filmed.flatMap(({ segments }) => named(segments)),
    clipOriginMs: clipOriginMs(filmed.length > 0 ? filmed.map(({ scope }) => scope) : [range]),
    marks,
    sizeBytes: filmed.reduce((sum, each) => sum + each.sizeBytes + (clips ? each.clipBytes : 0), 0),
  };
}

interface Filmed {
  readonly camera: FilmingCamera;
  /** By start, then epoch. */
  readonly segments: readonly StoredSegment[];
  readonly scope: TimeRange;
  readonly sizeBytes: number;
  /** What its clip is joined of. */
  readonly clipBytes: number;
}

async function filmedBy(
  footage: FootageRepository,
  camera: FilmingCamera,
  range: TimeRange,
): Promise<Filmed> {
  const segments = await footage.segmentsIn(camera.id, range);
  const played = playbackOf(segments, range);
  const clipBytes = bytesOf(played.flatMap(({ gops }) => gops)) + (played[0]?.segment.initBytes ?? 0);
  return { camera, segments, scope: extentOf(played, range), sizeBytes: bytesOf(segments), clipBytes };
}

const bytesOf = (parts: readonly { readonly sizeBytes: number }[]): number =>
  parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

const named = (segments: readonly StoredSegment[]): PlannedOriginal[] => {
  const digits = Math.max(4, String(segments.length).length);
  return segments.map((segment, i) => ({
    name: `segments/${segment.cameraId}/${String(i + 1).padStart(digits, '0')}.mp4`,
    segment,
  }));
};

function cameraFacts(
  { camera: { id, name, place }, segments, scope }: Filmed,
  facts: CoverageFacts | undefined,
  nowMs: number,
): CameraFacts {
  return {
    id,
    name,
    scope,
    ...filmedWithin(scope, facts, nowMs),
    ...(place && { place }),
    ...driftOf(segments),
    ...(facts?.clock && { clock: facts.clock }),
  };
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
