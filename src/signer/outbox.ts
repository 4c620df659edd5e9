/** A record that waits for the signer, as its process left it. Attacker-controlled: others may write to the catalogue. */
export interface PendingRecord {
  readonly id: number;
  /** Name of the chain, or of the shelf of what is in none. */
  readonly chain: string;
  readonly seq: number;
  readonly body: Uint8Array;
  readonly tag: Uint8Array;
}

/** Where a record became a leaf. */
export interface SealedLeaf {
  readonly chain: string;
  readonly seq: number;
  /** SHA-256 of the record's bytes: another one under its number, of a catalogue that was set back, still waits. */
  readonly digest: string;
  readonly leaf: number;
}

/** What to take from the outbox: in the order of their ids. */
export interface PendingPage {
  readonly afterId: number;
  readonly count: number;
  /** Chains that are passed over. */
  readonly except: readonly string[];
  /** Chains that alone are taken; all, where none are named. */
  readonly only?: readonly string[];
}

/** The pending records of the catalogue. Errors: `unavailable` `catalogue-unavailable`. */
export interface Outbox {
  pending(page: PendingPage): Promise<PendingRecord[]>;
  /** Leaves that are marked, from the first on; 0 when there are none. */
  sealedSize(): Promise<number>;
  /** Marks the leaves and deletes their pending bodies; with `upTo`, all below that size are marked. One transaction. */
  mark(leaves: readonly SealedLeaf[], upTo?: { readonly size: number; readonly atMs: number }): Promise<void>;
}
