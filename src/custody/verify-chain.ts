import { type ChainHead, type ChainLink, chainHash, genesis } from './chain.ts';

export const chainFaultKinds = [
  /** Another event stands there than the next: some were dropped, swapped or put in. */
  'misplaced',
  /** It names another event as the one before. */
  'unlinked',
  /** Its bytes are not those that were hashed, or that its tag was made of. */
  'changed',
  /** The log is consistent, but differs from the saved head. */
  'not-as-kept',
  /** The log ends before the stored head, or before the last recorded event. */
  'truncated',
  /** No record tells of it: it was put in. */
  'added',
  /** Events before it are not there. */
  'missing',
  /** The newest sealed record that was signed is of another event. */
  'not-as-signed',
] as const;

export type ChainFaultKind = (typeof chainFaultKinds)[number];

export interface ChainFault {
  /** The first number at which something is wrong. */
  readonly seq: number;
  readonly kind: ChainFaultKind;
  /** How many events are not there, where that is known. */
  readonly missing?: number;
}

export interface ChainVerdict {
  /** As far as the chain holds: where the next page goes on. */
  readonly head: ChainHead;
  /** Number of links that were checked and hold. */
  readonly count: number;
  readonly fault?: ChainFault;
}

export interface ChainCheck {
  /** Where the links go on from; the genesis when absent. */
  readonly after?: ChainHead;
  /** Heads that were stored elsewhere. */
  readonly kept?: readonly ChainHead[];
  /** Whether the chain ends with these links: then a stored head beyond them proves that they were cut off. */
  readonly isEnd: boolean;
}

/**
 * Walks links in order, to the first fault. Without a stored head it finds changes whose later hashes were not
 * recomputed, and misses a chain that was cut at its end or forged from some event on; with one, nothing up to it can
 * differ.
 */
export function verifyChain(
  links: Iterable<ChainLink>,
  { after = genesis, kept = [], isEnd }: ChainCheck,
): ChainVerdict {
  let head = after;
  let count = 0;
  for (const link of links) {
    const kind = faultOf(link, head, kept);
    if (kind) return { head, count, fault: { seq: head.seq + 1, kind } };
    head = { seq: link.seq, sha256: link.sha256 };
    count += 1;
  }
  const isCut = isEnd && kept.some(({ seq }) => seq > head.seq);
  return { head, count, ...(isCut && { fault: { seq: head.seq + 1, kind: 'truncated' } }) };
}

function faultOf(link: ChainLink, head: ChainHead, kept: readonly ChainHead[]): ChainFaultKind | undefined {
  if (link.seq !== head.seq + 1) return 'misplaced';
  if (link.prevSha256 !== head.sha256) return 'unlinked';
  if (link.sha256 !== chainHash(link.prevSha256, link.body)) return 'changed';
  const isAsKept = kept.every(({ seq, sha256 }) => seq !== link.seq || sha256 === link.sha256);
  return isAsKept ? undefined : 'not-as-kept';
}
