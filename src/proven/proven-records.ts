import { AppError } from '../core/index.ts';
import { chainPlace, type EvidenceRecord, isTagOf, type LeafAt, parseRecord } from '../log/index.ts';
import { Kept } from './kept.ts';
import { ProvenLeaves } from './proven-leaves.ts';
import { keyNotHere, type SignedLog } from './signed-log.ts';

/** A record by its place. */
export interface RecordPlace {
  readonly chain: string;
  readonly seq: number;
}

/** What the catalogue tells of a record: anybody may have written it. */
export interface CataloguedRecord {
  /** Of one that waits for the signer. */
  readonly waiting?: { readonly body: Uint8Array; readonly tag: Uint8Array };
  /** Of one that is sealed: its leaf. */
  readonly at?: LeafAt;
}

export interface ProvenRecord {
  readonly record: EvidenceRecord;
  readonly isSealed: boolean;
}

/** In the order of the places; `undefined` for one that the catalogue does not know. */
export type FindRecords = (
  places: readonly RecordPlace[],
) => Promise<readonly (CataloguedRecord | undefined)[]>;

/** Some 2 kB each. */
const keptRecords = 10_000;

/**
 * Reads records by their places, and believes each by its tag or by its proof, whatever the catalogue says. A sealed one never
 * changes, so it is proved once. Memory is bounded.
 */
export class ProvenRecords {
  private readonly leaves: ProvenLeaves;
  private readonly sealed = new Kept<ProvenRecord>(keptRecords);

  constructor(private readonly deps: { readonly log: SignedLog; readonly statementKey: Uint8Array }) {
    this.leaves = new ProvenLeaves(deps.log);
  }

  /**
   * In the order of the places; `undefined` where no record of ours is there, as far as the catalogue tells. Errors: `unavailable`
   * of the store, and `log-key-not-here`.
   */
  async at(
    places: readonly RecordPlace[],
    find: FindRecords,
  ): Promise<readonly (ProvenRecord | undefined)[]> {
    const known = places.map((place) => this.sealed.get(nameOf(place)));
    const unknown = places.filter((_, at) => !known[at]);
    if (unknown.length === 0) return known;
    const found = await find(unknown);
    const read = await Promise.all(unknown.map((place, at) => this.proven(place, found[at])));
    let next = 0;
    return known.map((record) => record ?? read[next++]);
  }

  private async proven(
    place: RecordPlace,
    found: CataloguedRecord | undefined,
  ): Promise<ProvenRecord | undefined> {
    if (found?.at === undefined) return found?.waiting && this.stated(place, found.waiting);
    const record = recordAt(place, await this.leafAt(found.at));
    if (!record) return undefined;
    const proven = { record, isSealed: true };
    this.sealed.set(nameOf(place), proven);
    return proven;
  }

  private stated(
    place: RecordPlace,
    { body, tag }: NonNullable<CataloguedRecord['waiting']>,
  ): ProvenRecord | undefined {
    if (!isTagOf(this.deps.statementKey, body, tag)) return undefined;
    const record = recordAt(place, body);
    return record && { record, isSealed: false };
  }

  /** `undefined` where the stored files do not prove it. */
  private async leafAt(at: LeafAt): Promise<Uint8Array | undefined> {
    if (!(await this.deps.log.key())) throw keyNotHere();
    try {
      return await this.leaves.leaf(at);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
      return undefined;
    }
  }
}

const nameOf = ({ chain, seq }: RecordPlace): string => `${chain} ${seq}`;

function recordAt({ chain, seq }: RecordPlace, body: Uint8Array | undefined): EvidenceRecord | undefined {
  try {
    const record = body && parseRecord(body);
    const place = record && chainPlace(record);
    return place?.chain === chain && place.seq === seq ? record : undefined;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
