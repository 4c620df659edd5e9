import type { CameraId, NeighbourhoodId, SegmentId, StreamId, TimeRange } from '../core/index.ts';
import type { StoredIndex, StoryboardGrid } from '../ingest/index.ts';
import type { ObjectKey } from '../objects/index.ts';
import type { Buildings, CameraPlace } from '../places/index.ts';
import type { Area } from './area.ts';
import type { ComparedFacts } from './compared-coverage.ts';
import type { CoverageFacts } from './coverage.ts';
import type { RecordStanding } from './record-standing.ts';

/** A camera that has footage, as far as a look-up needs to know it. */
export interface FilmingCamera {
  readonly id: CameraId;
  readonly name: string;
  readonly neighbourhoodId: NeighbourhoodId;
  readonly place?: CameraPlace;
  readonly enabled: boolean;
  /** The shape in which its pictures are to be seen, `16:9`; absent: as the stream says. */
  readonly displayAspect?: string;
  /** The stream that is recorded. */
  readonly streamId: StreamId;
}

/** Where the record of a segment stands: the chain of which stream of its camera, and its number there. */
export interface SegmentRecord {
  readonly stream: 'main' | 'sub';
  readonly seq: number;
}

/** One stored segment: what is needed to play it without opening an object. */
export interface StoredSegment extends TimeRange {
  readonly id: SegmentId;
  readonly cameraId: CameraId;
  readonly streamId: StreamId;
  /** The lease epoch: segments overlap only across epochs (I3). Every run has its own. */
  readonly epoch: number;
  readonly store: string;
  readonly objectKey: ObjectKey;
  readonly sizeBytes: number;
  /** SHA-256 of the original at ingest, hex. */
  readonly sha256: string;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  /** Width divided by height as its pictures are to be seen, by the setting of the camera; absent: as the stream says. */
  readonly displayAspect?: number;
  /** Length of the initialisation section at the start of the object. */
  readonly initBytes: number;
  /** The packed keyframe index. */
  readonly keyframes: Uint8Array;
  /** The stored index, with the digests of the GOPs; absent of segments that an earlier version ingested. */
  readonly index?: StoredIndex;
  /** Its record in the evidence log; absent of segments that an earlier version ingested. */
  readonly record?: SegmentRecord;
  /** Grid of the stored storyboard, if there is one. */
  readonly storyboard?: StoryboardGrid;
  /** Whether its pictures are still to be made. */
  readonly arePicturesDue?: boolean;
  /** Compared as it was read; absent in what was kept by an earlier version. */
  readonly standing?: RecordStanding;
}

/**
 * Footage by time and place, from the catalogue alone: no bucket is listed, no object opened. All of it fails with
 * `unavailable` `catalogue-unavailable` while the catalogue cannot be reached.
 */
export interface FootageRepository {
  /**
   * Cameras that stand in the area, in no promised order. Cameras without a place are found by neighbourhood and id
   * only. Errors: `unknown-camera`, `unknown-neighbourhood` (invalid), with `field` as the input at fault.
   */
  camerasIn(area: Area, field: string): Promise<FilmingCamera[]>;

  /** The buildings of the ward's map: none where no map has any. */
  buildings(): Promise<Buildings>;

  /**
   * Facts about each stream over the range, in one query: what is recorded follows from the gaps (I4), so that a month takes no longer
   * than its gaps. Unknown streams are left out. Errors: `coverage-too-large` (invalid), with `to` as the input at fault.
   */
  coverage(streamIds: readonly StreamId[], range: TimeRange): Promise<ReadonlyMap<StreamId, CoverageFacts>>;

  /**
   * The same facts from the rows of the segments themselves, for what evidence rests on: where a row was removed, time is not said to
   * be recorded. Takes as long as there are segments.
   */
  storedCoverage(
    streamIds: readonly StreamId[],
    range: TimeRange,
  ): Promise<ReadonlyMap<StreamId, CoverageFacts>>;

  /**
   * Compares segments and gaps of each stream over the range with their records, and answers the facts of what was compared; who meets
   * a difference tells it to admins and auditors. Unknown streams are left out. Errors: `unavailable` of catalogue and store.
   */
  compared(streamIds: readonly StreamId[], range: TimeRange): Promise<ReadonlyMap<StreamId, ComparedFacts>>;

  /** Segments of the camera that overlap the range, by start, then epoch. */
  segmentsIn(cameraId: CameraId, range: TimeRange): Promise<StoredSegment[]>;

  /** Segments of any of the cameras that hold the instant. */
  segmentsAt(cameraIds: readonly CameraId[], instantMs: number): Promise<StoredSegment[]>;

  /** That segment, if it is of that camera and overlaps the range. */
  segment(cameraId: CameraId, id: SegmentId, range: TimeRange): Promise<StoredSegment | undefined>;
}
