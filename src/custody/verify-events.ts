import type { ChainHead, ChainLink } from './chain.ts';
import { type RecordedEvent, taggedText } from './event-record.ts';
import type { ChainFaultKind, ChainVerdict } from './verify-chain.ts';

/** An event as it is stored; without a record it is of the older chain, or was put in. */
export type StoredEvent = ChainLink & Partial<Omit<RecordedEvent, keyof ChainLink>>;

export interface EventCheck {
  readonly after: ChainHead;
  /** Heads that were stored elsewhere. */
  readonly kept: readonly ChainHead[];
  /** Whether these are the last events. */
  readonly isEnd: boolean;
  /** Whether one of our processes made the tag of that text. */
  readonly isTag: (text: string, tag: Uint8Array) => boolean;
  /** The number of records that were stated in a strand. */
  readonly statedIn: (strand: number) => number;
}

/** Walks events that have records, in the order of their numbers, to the first fault. */
export function verifyEvents(events: Iterable<StoredEvent>, check: EventCheck): ChainVerdict {
  let head = check.after;
  let count = 0;
  for (const event of events) {
    const kind = faultOf(event, head, check);
    if (kind) return { head, count, fault: { seq: event.seq, kind } };
    head = { seq: event.seq, sha256: event.sha256 };
    count += 1;
  }
  const isCut = check.isEnd && check.kept.some(({ seq }) => seq > head.seq);
  return { head, count, ...(isCut && { fault: { seq: head.seq + 1, kind: 'truncated' } }) };
}

function faultOf(event: StoredEvent, head: ChainHead, check: EventCheck): ChainFaultKind | undefined {
  if (event.seq <= head.seq) return 'misplaced';
  if (!isRecorded(event)) return 'added';
  const { strand, strandSeq } = event.place;
  if (!check.isTag(taggedText(event), event.tag))
    return strandSeq > check.statedIn(strand) ? 'added' : 'changed';
  if (event.behind !== undefined && event.behind !== event.prevSha256) return 'unlinked';
  return check.kept.some((kept) => isOtherThan(kept, event, head)) ? 'not-as-kept' : undefined;
}

const isRecorded = (event: StoredEvent): event is RecordedEvent =>
  event.place !== undefined && event.tag !== undefined;

/** It has the number of the kept event, or that event is missing before it. */
const isOtherThan = (kept: ChainHead, { seq, sha256 }: StoredEvent, head: ChainHead): boolean =>
  kept.seq > head.seq && (kept.seq < seq || (kept.seq === seq && kept.sha256 !== sha256));
