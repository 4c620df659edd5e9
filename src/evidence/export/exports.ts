import type { RequestId } from '../../core/index.ts';
import type { ChainLink, CustodyEvent } from '../../custody/index.ts';
import type { ArchiveFile, Manifest } from '../archive/manifest.ts';
import type { Fault } from '../papers/facts.ts';
import type { ArchiveFacts, Export, ExportId } from './export.ts';
import type { ExportPlan } from './plan-export.ts';

/** A clip, or an original, that was read. */
export interface ReadFile extends ArchiveFile {
  /** Of an original that is there: SHA-256, hex, of its initialisation section. */
  readonly initSha256?: string;
  /** One that is kept out has no bytes, and is not in the archive. */
  readonly fault?: Fault;
}

export interface Finished {
  readonly papers: readonly ArchiveFile[];
  readonly archive: ArchiveFacts;
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
export interface Exports {
  /** With its event, in one transaction. Errors: `conflict` `export-under-way` while another of the request is built. */
  order(
    ordered: Pick<Export, 'id' | 'requestId' | 'orderedById' | 'orderedAtMs'>,
    event: CustodyEvent,
  ): Promise<void>;
  byId(id: ExportId): Promise<Export | undefined>;
  /** Newest first. */
  ofRequest(requestId: RequestId): Promise<Export[]>;
  /** Those that are being built, or should be. */
  building(): Promise<ExportId[]>;
  plan(id: ExportId): Promise<ExportPlan | undefined>;
  keepPlan(id: ExportId, plan: ExportPlan): Promise<boolean>;
  /** Those of which somebody knows the sums already. */
  filesRead(id: ExportId): Promise<ReadFile[]>;
  keepFile(id: ExportId, file: ReadFile): Promise<boolean>;
  /** Ready, with its papers and its event, in one transaction. */
  finish(id: ExportId, finished: Finished, event: CustodyEvent): Promise<boolean>;
  /** With its event, when it was cancelled. */
  settle(id: ExportId, settled: Settled, event?: CustodyEvent): Promise<boolean>;
  /** Of a ready one. */
  manifest(id: ExportId): Promise<Manifest | undefined>;
  /** The custody log as far as it is about that request, in order. */
  custodyOf(requestId: RequestId): Promise<ChainLink[]>;
}
