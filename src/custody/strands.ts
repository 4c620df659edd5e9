import type { ChainFault } from './verify-chain.ts';

/** A strand as the catalogue has it. */
export interface KnownStrand {
  readonly strand: number;
  /** Records that were stated in it. */
  readonly stated: number;
  /** Events of it that are there. */
  readonly count: number;
  /** Of the last of them: its number in the strand, and that of the event. */
  readonly lastSeq: number;
  readonly last: number;
  /** The number of the first event that has none before it; absent when none is missing between others. */
  readonly firstBehindHole?: number;
  /** The digest that it has of the record whose number was asked for. */
  readonly digest?: string;
}

/** The newest record of a strand that was sealed, as the log signed it outside the catalogue. */
export interface SignedStrand {
  readonly seq: number;
  readonly digest: string;
}

/**
 * Whether all events are there that were recorded: none is missing between others, none at the end, and the newest sealed one
 * is the one that was signed. Answers the fault with the lowest number; `missing`: how many of all strands.
 */
export function missingEvents(
  strands: readonly KnownStrand[],
  signed: ReadonlyMap<number, SignedStrand>,
): ChainFault | undefined {
  const faults = strands.flatMap((each) => faultsOf(each, signed.get(each.strand)));
  const [first] = faults.toSorted((a, b) => a.seq - b.seq);
  const missing = faults.reduce((sum, fault) => sum + (fault.missing ?? 0), 0);
  return first && { seq: first.seq, kind: first.kind, ...(missing > 0 && { missing }) };
}

function faultsOf(known: KnownStrand, signed?: SignedStrand): ChainFault[] {
  const { count, lastSeq, last, firstBehindHole } = known;
  const cut = Math.max(known.stated, signed?.seq ?? 0) - lastSeq;
  const faults: ChainFault[] = [];
  if (count < lastSeq)
    faults.push({ seq: firstBehindHole ?? last, kind: 'missing', missing: lastSeq - count });
  if (cut > 0) faults.push({ seq: last + 1, kind: 'truncated', missing: cut });
  else if (signed && known.digest !== undefined && known.digest !== signed.digest)
    faults.push({ seq: last, kind: 'not-as-signed' });
  return faults;
}
