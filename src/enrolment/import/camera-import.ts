import type { CameraId, ImportId, SiteId, UserId } from '../../core/index.ts';
import type { Cells } from './columns.ts';
import type { RowFault } from './row-form.ts';
import type { WardNow } from './row-plan.ts';

/** A file of cameras: first read and compared with the ward, then done row by row. */
export interface CameraImport {
  readonly id: ImportId;
  readonly siteId: SiteId;
  /** SHA-256 of the file, hex. */
  readonly fileSha256: string;
  readonly mayCreateNeighbourhoods: boolean;
  readonly createdBy: UserId;
  readonly createdAtMs: number;
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
}

/**
 * `new` and `amend` are to be done, `failed` is to be retried; `bad` waits for a person; `known` and `done` need
 * nothing.
 */
export type RowState = 'new' | 'amend' | 'known' | 'bad' | 'done' | 'failed';

export interface ImportRow {
  readonly line: number;
  /** The camera's id, given before there is one; of an `amend` or `known` row, that of the registered camera. */
  readonly cameraId: CameraId;
  readonly state: RowState;
  /** Cells that may be shown. */
  readonly cells: Cells;
  /** The others as JSON, bound to `cameraId`; empty when there are none, and once they are needed no more. */
  readonly sealed: Uint8Array;
  readonly faults: readonly RowFault[];
}

/** The imports of the ward. Errors: `unavailable` `catalogue-unavailable`. */
export interface CameraImportRepository {
  create(created: CameraImport, rows: readonly ImportRow[]): Promise<void>;
  get(id: ImportId): Promise<{ readonly about: CameraImport; readonly rows: ImportRow[] } | undefined>;
  /** All of them or none; also how rows are mended. */
  keepRows(id: ImportId, rows: readonly ImportRow[]): Promise<void>;
  start(id: ImportId, nowMs: number): Promise<void>;
  /** Also deletes the sealed cells of rows that need no more work. */
  finish(id: ImportId, nowMs: number): Promise<void>;
  /**
   * Forgets what is sealed in imports that were made, run or stopped before `beforeMs`: rows that wait for it are bad
   * from then on, with `secretsForgotten`. The number of rows.
   */
  forgetSecrets(beforeMs: number): Promise<number>;
  /** Whether it was finished or stopped, and not started since. */
  isFinished(id: ImportId): Promise<boolean>;
  /** The site's cameras and the ward's neighbourhoods, to compare rows with. */
  wardNow(siteId: SiteId, mayCreateNeighbourhoods: boolean): Promise<WardNow>;
}

/** Rows that wait for a person keep what they have sealed for a day. */
export const keepSealedMs = 24 * 3_600_000;

const [code, message] = [
  'row-secrets-forgotten',
  'The sealed values of this row were deleted after a day: enter them again.',
];
export const secretsForgotten: RowFault = { code, message };

export const maxRows = 2_000;
export const maxImportFileBytes = 10 * 1024 * 1024;
