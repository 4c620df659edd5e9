import { type ChainEnd, chainStart, nextInChain } from './chain-end.ts';
import { chainOf } from './chain-place.ts';
import type { CommonFields, Fact } from './fact.ts';
import type { EvidenceRecord } from './record-types.ts';

/** The record of a fact behind that end of its chain. */
export function recordOfFact(
  fact: Fact,
  said: Omit<CommonFields, 'adopted'>,
  end: ChainEnd = chainStart,
): EvidenceRecord {
  const { seq, prev } = nextInChain(end);
  return { ...said, ...fact, ...placeFor(fact, seq, prev) } as EvidenceRecord;
}

function placeFor(fact: Fact, seq: number, prev: string) {
  if (chainOf(fact) === undefined) return {};
  return inRequest.has(fact.type) ? { rseq: seq, rprev: prev } : { seq, prev };
}

const inRequest: ReadonlySet<Fact['type']> = new Set(['req', 'acc', 'ord', 'exp', 'hold', 'release']);
