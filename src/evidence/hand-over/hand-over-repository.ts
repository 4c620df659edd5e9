import type { CustodyEvent } from '../../custody/index.ts';
import type { ExportId } from '../export.ts';
import type { Acknowledgement, HandOver, HandOverId } from './hand-over.ts';
import type { ReleasedExport } from './recorded-manifest.ts';

export type OfferedHandOver = HandOver & Required<Pick<HandOver, 'endsAtMs'>>;

/** Hand-overs of exports. Errors: `unavailable` `catalogue-unavailable`. */
export interface HandOverRepository {
  /** `undefined` while the export is not ready. */
  released(id: ExportId): Promise<ReleasedExport | undefined>;
  /** Newest first, each acknowledged one compared with its record. Errors: those of `ProvenRecords.at`. */
  ofExports(ids: readonly ExportId[]): Promise<HandOver[]>;
  /**
   * With the hash of its token and its event, in one transaction. Errors: `conflict` `hand-over-links-many` while
   * `mostHandOverLinks` of the export are open.
   */
  offer(offered: OfferedHandOver, tokenSha256: string, event: CustodyEvent): Promise<void>;
  /** With its event; `false` where the export has no such open link. */
  withdraw(of: ExportId, id: HandOverId, event: CustodyEvent): Promise<boolean>;
  /** The hand-over whose link that is, while it is open. */
  ofLink(tokenSha256: string, nowMs: number): Promise<HandOver | undefined>;
  /**
   * Uses the link up, with record and event, in one transaction; `undefined` where it is not open any more. What it answers is the
   * hand-over as it is then.
   */
  acknowledge(id: HandOverId, said: Acknowledgement, event: CustodyEvent): Promise<HandOver | undefined>;
  /** One that a form acknowledges, with record and event, in one transaction. */
  record(made: HandOver, said: Acknowledgement, event: CustodyEvent): Promise<HandOver>;
}
