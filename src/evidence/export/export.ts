import type { Branded } from '../../core/ids.ts';
import type { RequestId, UserId } from '../../core/index.ts';

export type ExportId = Branded<'export'>;

/** `building` until the job has read everything; only a `ready` one can be downloaded. */
export const exportStates = ['building', 'ready', 'cancelled', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];

/** The take-away of a request: who ordered it, and how far it is. */
export interface Export {
  readonly id: ExportId;
  readonly requestId: RequestId;
  readonly orderedById: UserId;
  readonly orderedAtMs: number;
  readonly state: ExportState;
  /** When it was ready, cancelled or failed. */
  readonly settledAtMs?: number;
  /** Of a failed one: an error code. */
  readonly failure?: string;
  readonly progress: Progress;
  /** Of a ready one. */
  readonly archive?: ArchiveFacts;
}

/** Of originals and clips; what is to be read is unknown until the export is planned. */
export interface Progress {
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
  /** Originals that are not what was ingested. */
  readonly faults: number;
}

export interface ArchiveFacts {
  readonly sizeBytes: number;
  /** Names the archive by its content: see `manifestSha256`. */
  readonly manifestSha256: string;
}
