import { sha256Hex } from '../../core/index.ts';

/** The end of a chain, to which the next record binds itself: number and SHA-256 of the newest record's bytes. */
export interface ChainEnd {
  readonly seq: number;
  readonly digest: string;
  /** In the chain of a request: the number of its newest `req`, behind which looks and holds may stand. */
  readonly req?: number;
}

/** The end of a chain without a record: its first one has `seq` 1 and 64 zeros for `prev`. */
export const chainStart: ChainEnd = { seq: 0, digest: '0'.repeat(64) };

/** Place of the next record. */
export const nextInChain = ({ seq, digest }: ChainEnd) => ({ seq: seq + 1, prev: digest });

/** The end of a chain after the record with these bytes. */
export const endAfter = (seq: number, bytes: Uint8Array): ChainEnd => ({ seq, digest: sha256Hex(bytes) });

/** Whether a record stands directly behind that end. */
export const continuesChain = (
  end: ChainEnd,
  place: { readonly seq: number; readonly prev: string },
): boolean => place.seq === end.seq + 1 && place.prev === end.digest;
