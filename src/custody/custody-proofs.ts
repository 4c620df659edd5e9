import type { ChainHead } from './chain.ts';
import type { SignedStrand } from './strands.ts';

/** What proves the events, and is not in the catalogue. Errors: those of the store. */
export interface CustodyProofs {
  /** Whether one of our processes made the tag of that text. */
  readonly isTag: (text: string, tag: Uint8Array) => boolean;
  /** The newest sealed record of each strand, as the log signed it; empty before there is a log. */
  signedStrands(): Promise<ReadonlyMap<number, SignedStrand>>;
  /** Where the older chain ended, as it was kept then; `undefined` before. */
  olderEnd(): Promise<ChainHead | undefined>;
}
