import type { Branded, RequestId, UserId } from '../core/index.ts';
import type { ExportChoice } from './choice/export-choice.ts';

export type ExportId = Branded<'export'>;

/** `building` until the job has read everything; only a `ready` one can be downloaded. */
export const exportStates = ['building', 'ready', 'cancelled', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];

/** An export of a request: who ordered it, and its progress. */
export interface Export {
  readonly id: ExportId;
  readonly requestId: RequestId;
  readonly orderedById: UserId;
  readonly orderedAtMs: number;
  /** As it was ordered. */
  readonly choice: ExportChoice;
  readonly state: ExportState;
  /** When it was ready, cancelled or failed. */
  readonly settledAtMs?: number;
  /** Error code of a failed export. */
  readonly failure?: string;
  readonly progress: Progress;
  /** Since when the signer of the evidence log does not sign what a building export needs. */
  readonly sealAwaitedSinceMs?: number;
  /** Set for a ready export. */
  readonly bundle?: BundleFacts;
}

/** Progress over originals and clips; the totals are unknown until the export is planned. */
export interface Progress {
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
  /** Originals that are not what was ingested. */
  readonly faults: number;
}

export interface BundleFacts {
  readonly sizeBytes: number;
  /** Names the bundle by its content: see `manifestSha256`. */
  readonly manifestSha256: string;
  /** SHA-256, hex, of the file `manifest.json`, as people compare it; absent of an earlier version's export, which has none. */
  readonly signedSha256?: string;
}
