import type { CameraId, RequestId, TimeRange } from '../../core/index.ts';
import type { SameStation } from '../../custody/index.ts';
import type { Area, CoverageFacts, FilmingCamera } from '../../footage/index.ts';
import type { Agency } from '../../print/index.ts';
import type { GapReason } from '../../recording/index.ts';
import type { ExportChoice } from '../choice/export-choice.ts';
import type { ExportId } from '../export.ts';

/** The part of a request that the papers state. */
export interface RequestFacts {
  readonly id: RequestId;
  readonly caseNumber: string;
  readonly authority?: string;
  readonly legalBasis?: string;
  /** The authority’s written request; `day`: `2026-11-21`. */
  readonly letter?: { readonly number: string; readonly day: string };
  /** When it was added, where it came after the emergency was called. */
  readonly letterAddedAtMs?: number;
  readonly purpose: string;
  /** The requested area: JSON of the API. */
  readonly area: object;
  /** The same, to be drawn. */
  readonly shape?: Area;
  readonly range: TimeRange;
  readonly filedAtMs: number;
  /** Absent without an approval. */
  readonly approvedAtMs?: number;
  /** The station that requester and approver shared. */
  readonly approvalStation?: SameStation;
  readonly isEmergency: boolean;
  /** Who stood behind the emergency before its review, and when. */
  readonly countersignature?: {
    readonly by?: string;
    readonly atMs: number;
    readonly sameStation?: SameStation;
  };
  /** Names for the minutes alone. */
  readonly requester?: string;
  readonly approver?: string;
}

/**
 * A stretch without footage. `not-enrolled`: before the camera was recorded; `open`: footage had not come in yet; or
 * the reason why its original is left out.
 */
export interface MissingStretch extends TimeRange {
  readonly reason: GapReason | 'not-enrolled' | 'open' | KeptOut;
}

/** One camera of the request, as it was when the export was planned. */
export interface CameraFacts {
  readonly id: CameraId;
  readonly name: string;
  /** Scope of the request for this camera: whole GOPs. */
  readonly scope: TimeRange;
  readonly recorded: readonly TimeRange[];
  readonly missing: readonly MissingStretch[];
  /** Where it hangs and looks. */
  readonly place?: FilmingCamera['place'];
  /** How much longer an hour of our clock is by the camera's, ms; absent where nothing was recorded. */
  readonly driftMsPerHour?: number;
  /** That clock minus ours, measured nearest to the middle of the time requested; absent where it never was. */
  readonly clock?: NonNullable<CoverageFacts['clock']>;
}

/** An instant that an officer marked. */
export interface MarkFacts {
  readonly cameraId: CameraId;
  readonly atMs: number;
  readonly note: string;
  readonly by?: string;
  /** The frame that the officer chose to show; `none`: it cannot be shown. */
  readonly still?: StillFacts | 'none';
}

/** The frame that is on the screen at a mark. */
export interface StillFacts {
  readonly jpeg: Uint8Array;
  readonly frameAtMs: number;
  /** How far off that time may be; 0 when it is certain. */
  readonly errorMs: number;
  /** Of the JPEG, hex. */
  readonly sha256: string;
  /** Width divided by height as it is to be seen; absent: as the file says. */
  readonly aspect?: number;
}

/** The key that signs the evidence log, and the one that signs exports. */
export interface KeyFacts {
  readonly origin: string;
  /** SHA-256 of its text, hex. */
  readonly fingerprint: string;
  /** The newest signed head when the papers were written. */
  readonly head?: { readonly size: number; readonly rootSha256: string };
  readonly exportFingerprint?: string;
}

/** Why an original is not in the bundle: the store has lost it, or cannot return it. */
type KeptOut = 'missing' | 'unreadable';

/** Why an original is not what was ingested. */
export type ExportFault = 'altered' | KeptOut;

export const isKeptOut = <T extends { readonly fault?: ExportFault }>(
  original: T,
): original is T & { readonly fault: KeptOut } =>
  original.fault === 'missing' || original.fault === 'unreadable';

/** The originals that the bundle has. */
export const bundledOriginals = ({ originals, taken }: PaperFacts): OriginalFacts[] =>
  taken.originals ? originals.filter((original) => !isKeptOut(original)) : [];

/** One original: a whole segment. */
export interface OriginalFacts extends TimeRange {
  readonly name: string;
  readonly cameraId: CameraId;
  readonly sizeBytes: number;
  /** Hex; of a faulty one, of the bytes that are included. */
  readonly sha256: string;
  readonly fault?: ExportFault;
}

export interface ClipFacts extends TimeRange {
  readonly name: string;
  readonly cameraId: CameraId;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** The part of the request that was ordered. */
export interface TakenFacts extends Pick<ExportChoice, 'originals' | 'clips'> {
  readonly range: TimeRange;
  /** Names of the cameras of the request that were not ordered. */
  readonly leftOut: readonly string[];
}

/** All that the papers say. They are a pure function of it. */
export interface PaperFacts {
  readonly exportId: ExportId;
  readonly orderedAtMs: number;
  readonly builtAtMs: number;
  /** IANA; the times that people read are in it. */
  readonly timeZone: string;
  /** The office that hands over. */
  readonly agency: Agency;
  readonly request: RequestFacts;
  readonly taken: TakenFacts;
  readonly cameras: readonly CameraFacts[];
  /** All that were compared, whether they are in the bundle or not. */
  readonly originals: readonly OriginalFacts[];
  /** Wall time of media time zero in every clip. */
  readonly clipOriginMs: number;
  readonly clips: readonly ClipFacts[];
  /** By time. */
  readonly marks?: readonly MarkFacts[];
  /** Absent where the log has no key yet. */
  readonly key?: KeyFacts;
  /** The custody log as far as it is about the request: a line of JSON each. */
  readonly custody: readonly string[];
}
