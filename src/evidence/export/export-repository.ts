import type { CameraId, RequestId, TimeRange } from '../../core/index.ts';
import type { ChainLink, CustodyEvent } from '../../custody/index.ts';
import type { BundleFile, Manifest } from '../bundle/manifest.ts';
import type { CameraSizes } from '../choice/sizes.ts';
import type { BundleFacts, Export, ExportId } from '../export.ts';
import type { ExportFault } from '../papers/facts.ts';
import type { ExportPlan } from './plan-export.ts';

/** A clip, or an original, that was read. */
export interface ReadFile extends BundleFile {
  /** SHA-256, hex, of the initialisation section of an original in the bundle. */
  readonly initSha256?: string;
  /** A file that is left out has no bytes and is not in the bundle. */
  readonly fault?: ExportFault;
}

/** What an export holds, as its record says. */
export interface BuiltContent {
  /** Listed ones, and the sum of their bytes. */
  readonly files: number;
  readonly sizeBytes: number;
  /** Of `manifest.json`, hex; of the list of sums where there is none. */
  readonly manifestSha256: string;
}

export interface Finished {
  /** The proof of the export's own record. */
  readonly files: readonly BundleFile[];
  readonly bundle: BundleFacts;
  readonly builtAtMs: number;
}

/** How an export ended that is not ready. */
export interface Settled {
  readonly state: 'cancelled' | 'failed';
  readonly atMs: number;
  /** An error code. */
  readonly failure?: string;
}

/**
 * Exports and what was read for them. What changes one answers whether it was still building: if not, nothing changed.
 * Errors: `unavailable` `catalogue-unavailable`.
 */
export interface ExportRepository {
  /** With its event, in one transaction. Errors: `conflict` `export-under-way` while another of the request is built. */
  order(
    ordered: Pick<Export, 'id' | 'requestId' | 'orderedById' | 'orderedAtMs' | 'choice'>,
    event: CustodyEvent,
  ): Promise<void>;
  /** Estimated from the rows of the segments, in one query; a camera without footage has no bytes. */
  sizes(cameraIds: readonly CameraId[], range: TimeRange): Promise<CameraSizes[]>;
  byId(id: ExportId): Promise<Export | undefined>;
  /** Newest first. */
  ofRequest(requestId: RequestId): Promise<Export[]>;
  /** Those that are being built, or should be. */
  building(): Promise<ExportId[]>;
  plan(id: ExportId): Promise<ExportPlan | undefined>;
  /** With the files of records that prove what it takes, in one transaction. */
  keepPlan(id: ExportId, plan: ExportPlan, records: readonly BundleFile[]): Promise<boolean>;
  /** Files whose sums are already known. */
  filesRead(id: ExportId): Promise<ReadFile[]>;
  keepFiles(id: ExportId, files: readonly ReadFile[]): Promise<boolean>;
  /** Since when the log does not seal what the export needs, or that it does. */
  noteSealAwaited(id: ExportId, sinceMs: number | undefined): Promise<void>;
  /** Built, with its papers, its record and its event, in one transaction. It is still to be released. */
  build(
    id: ExportId,
    built: { readonly files: readonly BundleFile[]; readonly content: BuiltContent },
    event: CustodyEvent,
  ): Promise<boolean>;
  /** Ready. */
  finish(id: ExportId, finished: Finished): Promise<boolean>;
  /** With its event, when it was cancelled. */
  settle(id: ExportId, settled: Settled, event?: CustodyEvent): Promise<boolean>;
  /** Manifest of a ready export. */
  manifest(id: ExportId): Promise<Manifest | undefined>;
  /** The custody log as far as it is about that request, in order. */
  custodyOf(requestId: RequestId): Promise<ChainLink[]>;
}
