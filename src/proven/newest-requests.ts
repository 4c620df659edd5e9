import { AppError, type Clock, type RequestId } from '../core/index.ts';
import { chainPlace, type EvidenceRecord, isTagOf, type LeafAt, parseRecord } from '../log/index.ts';
import { Kept } from './kept.ts';
import { ProvenLeaves } from './proven-leaves.ts';
import type { SignedLog } from './signed-log.ts';
import { SignedRequests } from './signed-requests.ts';

export type RequestRecord = Extract<EvidenceRecord, { type: 'req' }>;

/** A record that waits for the signer, as the catalogue has it: anybody may have written it. */
export interface WaitingRecord {
  readonly seq: number;
  readonly body: Uint8Array;
  readonly tag: Uint8Array;
}

/** What the catalogue tells of the records of a request. */
export interface CataloguedRequest {
  readonly id: RequestId;
  /** The newest `req` that waits for the signer. */
  readonly waiting?: WaitingRecord;
  /** Where that record is a leaf. */
  readonly leafOf: (seq: number) => Promise<LeafAt | undefined>;
}

export interface NewestRequestsDeps {
  readonly log: SignedLog;
  /** Of the tags of records that wait. */
  readonly statementKey: Uint8Array;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

interface KnownRecord {
  readonly seq: number;
  readonly record: RequestRecord;
}

/**
 * Finds the newest record of a request, whatever the catalogue says. One that waits is known by its tag, a sealed one by its
 * proof; that there is no later one, by the signed end of the chain and by what this process has met. Memory is bounded.
 */
export class NewestRequests {
  private readonly leaves: ProvenLeaves;
  private readonly signed: SignedRequests;
  /** Numbers never go back. */
  private readonly met = new Kept<number>(20_000);
  private readonly known = new Kept<KnownRecord>(500);

  constructor(private readonly deps: NewestRequestsDeps) {
    this.leaves = new ProvenLeaves(deps.log);
    this.signed = new SignedRequests(deps.log, deps.clock);
  }

  /** Whether this host has the key of the log: without it no sealed record can be checked here. */
  hasKey = async (): Promise<boolean> => (await this.deps.log.key()) !== undefined;

  /**
   * `none`: nothing was ever stated, as far as this host can tell. `forged`: what the catalogue names is no record of ours, or an older one. `mustBeNew`: asks the
   * store again. Errors: `unavailable` of the store, where nothing else can tell.
   */
  async of(request: CataloguedRequest, mustBeNew = false): Promise<RequestRecord | 'none' | 'forged'> {
    const chain = `req/${request.id}`;
    const waiting = request.waiting && this.stated(chain, request.waiting);
    if (request.waiting && !waiting) return 'forged';
    try {
      const least = Math.max(await this.signedNewest(chain, mustBeNew, waiting), this.met.get(chain) ?? 0);
      if (waiting && waiting.seq >= least) return this.meet(chain, waiting);
      if (least === 0) return 'none';
      const known = this.known.get(chain);
      if (known?.seq === least) return known.record;
      return this.meet(chain, await this.sealed(request, chain, least));
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
      return 'forged';
    }
  }

  /** While the store is away nobody gets footage, and what else tells of the request counts. */
  private async signedNewest(
    chain: string,
    mustBeNew: boolean,
    waiting: KnownRecord | undefined,
  ): Promise<number> {
    try {
      return (await this.signed.newest(chain, mustBeNew)) ?? 0;
    } catch (error) {
      const isAway = error instanceof AppError && error.kind === 'unavailable';
      if (isAway && error.code !== 'log-key-not-here' && (waiting || this.known.get(chain))) return 0;
      throw error;
    }
  }

  private stated(chain: string, { seq, body, tag }: WaitingRecord): KnownRecord | undefined {
    if (!isTagOf(this.deps.statementKey, body, tag)) return undefined;
    const record = requestRecordIn(body, chain, seq);
    return record && { seq, record };
  }

  private async sealed({ leafOf }: CataloguedRequest, chain: string, seq: number): Promise<KnownRecord> {
    const at = await leafOf(seq);
    const record = at && requestRecordIn(await this.leaves.leaf(at), chain, seq);
    if (record) return { seq, record };
    throw new AppError(
      'forbidden',
      'record-elsewhere',
      `the catalogue does not know record ${seq} of ${chain}`,
    );
  }

  private meet(chain: string, known: KnownRecord): RequestRecord {
    this.met.set(chain, known.seq);
    this.known.set(chain, known);
    return known.record;
  }
}

/** Errors: those of `parseRecord`. */
function requestRecordIn(body: Uint8Array, chain: string, seq: number): RequestRecord | undefined {
  const record = parseRecord(body);
  const place = chainPlace(record);
  return record.type === 'req' && place?.chain === chain && place.seq === seq ? record : undefined;
}
