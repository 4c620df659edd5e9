import { type EvidenceRecord, isLogLink, type LogLink } from '../records/index.ts';
import type { FollowedLeaf } from './chain-audit.ts';
import type { LogFinding } from './finding.ts';

/** What the record of a custody event says of it. */
export interface RecordedCustody {
  /** Number of the event. */
  readonly no: number;
  readonly strand: number;
  /** Number of the record in its strand. */
  readonly strandSeq: number;
  /** SHA-256 of the event's bytes. */
  readonly sha256: string;
  /** SHA-256 of the record's bytes. */
  readonly record: string;
}

/** The custody log, as the catalogue has it. Errors: `unavailable` `catalogue-unavailable`. */
export interface CataloguedCustody {
  /** What it has under each of these numbers, computed from the events' bytes; `undefined` where there is nothing. */
  eventsOf(numbers: readonly number[]): Promise<readonly (RecordedCustody | undefined)[]>;
  /** How many events it has whose records are leaves below `size`. */
  countEvents(size: number): Promise<number>;
  /** Numbers of events that have no record, some at most. */
  unrecorded(): Promise<readonly number[]>;
  /** What is wrong with the older chain, when it should have ended so; `undefined` when nothing is. */
  olderFault(end: { readonly seq: number; readonly sha256: string }): Promise<string | undefined>;
}

type LinkRecord = Exclude<Extract<EvidenceRecord, { readonly type: 'link' }>, LogLink>;

/** The name of the older chain in the evidence log. */
export const olderCustody = 'custody/1';

/** Compares the leaves that tell of custody events with the events. */
export class CustodyAudit {
  private count = 0;

  constructor(private readonly custody: CataloguedCustody) {}

  /** The next leaves. */
  async *follow(leaves: readonly FollowedLeaf[]): AsyncGenerator<LogFinding> {
    const recorded = leaves.flatMap((each) => recordedIn(each) ?? []);
    const known = recorded.length > 0 ? await this.custody.eventsOf(recorded.map(({ no }) => no)) : [];
    for (const [at, { leaf, ...event }] of recorded.entries()) {
      const there = known[at];
      if (!there) yield found(`custody event ${event.no} is missing: leaf ${leaf} tells of it`, leaf);
      else if (!isSame(there, event))
        yield found(`custody event ${event.no} is not what leaf ${leaf} says`, leaf);
    }
    this.count += recorded.length;
    for (const { record, place } of leaves)
      if (record?.type === 'link' && !isLogLink(record) && place) yield* this.olderChain(record, place.leaf);
  }

  /** Events without records. */
  async *end(size: number): AsyncGenerator<LogFinding> {
    for (const no of await this.custody.unrecorded()) yield found(`custody event ${no} has no record`);
    const events = await this.custody.countEvents(size);
    if (events > this.count)
      yield found(`${events} custody events have a place in the log, and ${this.count} leaves tell of one`);
  }

  private async *olderChain({ chain, seq, sha256 }: LinkRecord, leaf: number): AsyncGenerator<LogFinding> {
    if (chain !== olderCustody) return;
    const fault = await this.custody.olderFault({ seq, sha256 });
    if (fault) yield found(`the older custody chain is not what leaf ${leaf} says: ${fault}`, leaf);
  }
}

function recordedIn({ record, place }: FollowedLeaf): (RecordedCustody & { leaf: number }) | undefined {
  if (record?.type !== 'ev' || !place) return undefined;
  const { no, strand, seq: strandSeq, sha256 } = record;
  return { leaf: place.leaf, no, strand, strandSeq, sha256, record: place.digest };
}

const found = (says: string, leaf?: number): LogFinding => ({
  fault: 'custody',
  ...(leaf !== undefined && { leaf }),
  says,
});

const isSame = (a: RecordedCustody, b: RecordedCustody): boolean =>
  a.strand === b.strand && a.strandSeq === b.strandSeq && a.sha256 === b.sha256 && a.record === b.record;
