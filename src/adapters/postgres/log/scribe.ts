import { randomBytes } from 'node:crypto';
import type { Kysely, RawBuilder } from 'kysely';
import { type Clock, newId } from '../../../core/index.ts';
import {
  type ChainEnd,
  type CommonFields,
  type EvidenceRecord,
  endAfter,
  type Fact,
  type KeyChange,
  recordBytes,
  recordOfFact,
  recordTag,
  rowTag,
  shelfOf,
} from '../../../log/index.ts';
import type { Tables } from '../tables/tables.ts';
import { type ChainRow, lockChains, type PendingRow, writePending } from './chain-rows.ts';

/** What all records of a process have in common. */
export interface ScribeTerms extends Pick<CommonFields, 'boot' | 'by'> {
  /** Of the log. */
  readonly origin: string;
  /** Of the tags; see `recordTag`. */
  readonly key: Uint8Array;
  readonly clock: Clock;
  /** Since the start of the machine. */
  readonly machineMs: () => number;
  readonly hostClock: () => CommonFields['clk'];
}

/** A fact, or what makes it of the record's `salt`, for `wordsDigest`; or one whose whole record keys sign. */
export type Statement = Fact | ((salt: string) => Fact) | SignedFact;

/** The change of a key. */
export interface SignedFact {
  readonly fact: Pick<KeyChange, 'type' | 'use' | 'old' | 'new' | 'leaked'>;
  readonly signed: (change: Omit<KeyChange, 'sigs'>) => KeyChange;
}

/** Where a record was put: its id, and its number in its chain. */
export interface Stated {
  readonly id: string;
  readonly seq: number;
  /** SHA-256 of its bytes, and of those of the record before it in its chain. */
  readonly digest: string;
  readonly prev: string;
}

interface Along {
  readonly held?: readonly (ChainRow & { readonly name: string })[];
  readonly along?: (stated: readonly Stated[]) => RawBuilder<unknown>;
}

/**
 * States records: fixes their ids, numbers and salts in the transaction that makes the facts true, and leaves them for the
 * signer. The subject of each is locked by the caller, so that its chain follows the order of its facts.
 */
export class Scribe {
  constructor(private readonly terms: ScribeTerms) {}

  /** The process and its program, as all records name them. */
  get by(): CommonFields['by'] {
    return this.terms.by;
  }

  /** In their order. `db` is a transaction. Errors: `invalid` `record-malformed` for a fact that no record can say. */
  async state(db: Kysely<Tables>, ...statements: readonly Statement[]): Promise<Stated[]> {
    return this.stateAlong(db, statements, {});
  }

  /** The same: `held` are chains that the caller has locked, and `along` makes what is written in the same statement. */
  async stateAlong(
    db: Kysely<Tables>,
    statements: readonly Statement[],
    { held = [], along }: Along,
  ): Promise<Stated[]> {
    const said = statements.map((statement) => this.say(statement));
    const chains = new Map<string, ChainRow>(held.map((chain) => [chain.name, chain]));
    const others = said.map(({ fact }) => shelfOf(fact)).filter((name) => !chains.has(name));
    for (const [name, row] of await lockChains(db, others)) chains.set(name, row);
    const pending = said.map((each) => this.pend(each, chains));
    const stated = pending.map((each) => each.stated);
    await writePending(db, pending, [...chains.values()], along?.(stated));
    return stated;
  }

  /** The tag of a row that rests on a record, for `isRowTag`. */
  tagOf(text: string): Uint8Array {
    return rowTag(this.terms.key, text);
  }

  /** The clock of this host, as the records say it. */
  hostClock(): CommonFields['clk'] {
    return this.terms.hostClock();
  }

  private say(statement: Statement): Said {
    const { origin, boot, by, clock, machineMs, hostClock } = this.terms;
    const nowMs = clock.nowMs();
    const salt = randomBytes(16).toString('base64');
    return {
      ...factOf(statement, salt),
      nowMs,
      common: {
        v: 1,
        log: origin,
        id: newId('record', nowMs),
        at: new Date(nowMs).toISOString(),
        boot,
        mono_ms: Math.floor(machineMs()),
        clk: hostClock(),
        by,
        salt,
      },
    };
  }

  private pend(
    { fact, signed, common, nowMs }: Said,
    chains: Map<string, ChainRow>,
  ): PendingRow & { stated: Stated } {
    const name = shelfOf(fact);
    const chain = chains.get(name) as ChainRow;
    const record = recordOfFact(fact, common, chain);
    const bytes = recordBytes(signed?.(record) ?? record);
    const end: ChainEnd = endAfter(chain.seq + 1, bytes);
    chains.set(name, { ...chain, ...end });
    const tag = recordTag(this.terms.key, bytes);
    const stated = { id: common.id, seq: end.seq, digest: end.digest, prev: chain.digest };
    return { stated, chain: chain.no, seq: end.seq, bytes, tag, statedAtMs: nowMs };
  }
}

/** The signatures are members that come last. */
function factOf(statement: Statement, salt: string): Pick<Said, 'fact' | 'signed'> {
  if (typeof statement === 'function') return { fact: statement(salt) };
  if (!('signed' in statement)) return { fact: statement };
  const { fact, signed } = statement;
  return { fact: fact as Fact, signed: (record) => signed(record as KeyChange) };
}

interface Said {
  readonly fact: Fact;
  readonly signed?: (record: EvidenceRecord) => EvidenceRecord;
  readonly common: Omit<CommonFields, 'adopted'>;
  readonly nowMs: number;
}
