import { AppError } from '../../core/index.ts';
import {
  type ChainEnd,
  chainPlace,
  chainStart,
  continuesChain,
  type EndedLog,
  type EvidenceRecord,
  endAfter,
  isLogLink,
  linksTo,
  parseRecord,
  shelfOf,
} from '../records/index.ts';
import type { LogFinding } from './finding.ts';

/** Where a leaf stands, by what it says itself; what is in no chain, by its count. */
export interface LeafPlace {
  readonly leaf: number;
  readonly chain: string;
  readonly seq: number;
}

/** A leaf, and what is wrong with it. */
export interface FollowedLeaf {
  /** Absent where it is no record. */
  readonly record?: EvidenceRecord;
  readonly place?: LeafPlace & { readonly digest: string };
  readonly findings: LogFinding[];
}

/**
 * Follows every chain through the leaves, in their order, from the ends before. `before`: the logs that this one continues, the first
 * one first; what waited there may be a leaf here. Memory: the ends of the chains.
 */
export class ChainAudit {
  constructor(
    readonly origin: string,
    readonly ends = new Map<string, ChainEnd>(),
    readonly before: readonly EndedLog[] = [],
  ) {}

  /** The place of the next leaf, and what is wrong with it; without a place where it is no record. */
  follow(leaf: number, bytes: Uint8Array): FollowedLeaf {
    const record = recordIn(bytes);
    if (!record || !this.isOurs(record))
      return { findings: [{ fault: 'record', leaf, says: `leaf ${leaf} is no record of this log` }] };
    const chain = shelfOf(record);
    const end = this.ends.get(chain) ?? chainStart;
    const own = chainPlace(record);
    const seq = own?.seq ?? end.seq + 1;
    const after = endAfter(seq, bytes);
    this.ends.set(chain, after);
    const isBehind = !own || continuesChain(end, own);
    const says = `record ${seq} of ${chain} does not stand behind record ${end.seq}`;
    return {
      record,
      place: { leaf, chain, seq, digest: after.digest },
      findings: [
        ...(leaf === 0 ? this.faultOfLink(record) : []),
        ...(isBehind ? [] : [{ fault: 'chain' as const, leaf, chain, seq, says }]),
      ],
    };
  }

  private isOurs = ({ log }: EvidenceRecord): boolean =>
    log === this.origin || this.before.some(({ origin }) => origin === log);

  private faultOfLink(record: EvidenceRecord): LogFinding[] {
    const ended = this.before.at(-1);
    if (!ended || (isLogLink(record) && linksTo(record, ended))) return [];
    return [
      { fault: 'link', leaf: 0, says: `leaf 0 does not continue ${ended.origin} at ${ended.size} leaves` },
    ];
  }
}

function recordIn(bytes: Uint8Array): EvidenceRecord | undefined {
  try {
    return parseRecord(bytes);
  } catch (error) {
    if (error instanceof AppError && error.code === 'record-malformed') return undefined;
    throw error;
  }
}
