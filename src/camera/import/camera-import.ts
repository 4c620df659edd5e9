import type { CameraId, ImportId, SiteId, UserId } from '../../core/index.ts';
import type { Cells } from './columns.ts';
import type { RowFault } from './row-form.ts';
import type { WardNow } from './row-plan.ts';

/** A file of cameras: first read and compared with the ward, then done row by row. */
export interface CameraImport {
  readonly id: ImportId;
  readonly siteId: SiteId;
  /** Of the file, hex. */
  readonly fileSha256: string;
  readonly mayCreateNeighbourhoods: boolean;
  readonly createdBy: UserId;
  readonly createdAtMs: number;
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
}

/** `new` and `amend` are to be done, `failed` once more; `bad` waits for a person, `known` and `done` for nobody. */
export type RowState = 'new' | 'amend' | 'known' | 'bad' | 'done' | 'failed';

export interface ImportRow {
  readonly line: number;
  /** The camera's id, given before there is one; of an `amend` or `known` row, that of the registered camera. */
  readonly cameraId: CameraId;
  readonly state: RowState;
  /** Cells that may be shown. */
  readonly cells: Cells;
  /** The others as JSON, bound to `cameraId`. */
  readonly sealed: Uint8Array;
  readonly faults: readonly RowFault[];
}

/** The imports of the ward. Errors: `unavailable` `catalogue-unavailable`. */
export interface CameraImports {
  create(created: CameraImport, rows: readonly ImportRow[]): Promise<void>;
  get(id: ImportId): Promise<{ readonly about: CameraImport; readonly rows: ImportRow[] } | undefined>;
  /** Also how a row is mended. */
  keepRow(id: ImportId, row: ImportRow): Promise<void>;
  start(id: ImportId, nowMs: number): Promise<void>;
  finish(id: ImportId, nowMs: number): Promise<void>;
  /** Whether it was finished or stopped, and not started since. */
  isFinished(id: ImportId): Promise<boolean>;
  /** What rows are compared with. */
  wardNow(siteId: SiteId, mayCreateNeighbourhoods: boolean): Promise<WardNow>;
}

export const mostRows = 2_000;
export const largestFileBytes = 10 * 1024 * 1024;
