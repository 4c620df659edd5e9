import { chainPlace, type EvidenceRecord, parseRecord } from '../../log/index.ts';
import type { SealedRecord } from '../evd/index.ts';
import type { RecordPlaces } from './record-places.ts';
import type { SealedLog } from './sealed-log.ts';

/** A record that is a leaf, and its number in its chain. */
export interface ChainRecord extends SealedRecord {
  readonly seq: number;
  readonly record: EvidenceRecord;
}

/** The record’s own type, where it is of that one. */
export const recordOf = <T extends EvidenceRecord['type']>(
  { record }: Pick<ChainRecord, 'record'>,
  type: T,
): Extract<EvidenceRecord, { readonly type: T }> | undefined =>
  record.type === type ? (record as Extract<EvidenceRecord, { readonly type: T }>) : undefined;

/** A chain of the log, as far as the checkpoint covers it. Errors of its methods: those of `SealedLog` and `RecordPlaces`. */
export class SealedChain {
  private constructor(
    private readonly log: SealedLog,
    private readonly places: RecordPlaces,
    private readonly name: string,
    /** Number of its newest record; 0 of an empty one. */
    readonly last: number,
  ) {}

  static open = async (log: SealedLog, places: RecordPlaces, name: string): Promise<SealedChain> =>
    new SealedChain(log, places, name, await places.newestBelow(name, log.end));

  /** The records with these numbers, both included. */
  async read(first: number, last: number): Promise<ChainRecord[]> {
    if (last < first) return [];
    const leaves = await this.places.leaves(this.name, first, last);
    const sealed = await this.log.records(leaves);
    return sealed.map((each, at) => {
      const record = parseRecord(each.bytes);
      return { ...each, seq: chainPlace(record)?.seq ?? first + at, record };
    });
  }

  /** Number of the first record that was stated then or later; one past the last where there is none. */
  async since(atMs: number): Promise<number> {
    let [low, high] = [1, this.last + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [found] = await this.read(middle, middle);
      if (found && Date.parse(found.record.at) < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The newest record up to that number of which `is` holds; `undefined` where there is none. */
  async lastBefore(seq: number, is: (record: EvidenceRecord) => boolean): Promise<ChainRecord | undefined> {
    for (let at = Math.min(seq, this.last); at >= 1; at--) {
      const [found] = await this.read(at, at);
      if (found && is(found.record)) return found;
    }
    return undefined;
  }

  /** The first record from that number on of which `is` holds. */
  async firstFrom(seq: number, is: (record: EvidenceRecord) => boolean): Promise<ChainRecord | undefined> {
    for (let at = Math.max(seq, 1); at <= this.last; at++) {
      const [found] = await this.read(at, at);
      if (found && is(found.record)) return found;
    }
    return undefined;
  }
}
