import { createHash } from 'node:crypto';
import type { ChainHead, ChainLink } from './chain.ts';

/** So many events may be appended at the same time, and none of them waits for another. */
export const strandCount = 64;

/** Where the record of an event stands in the evidence log: the number of its strand, and its own in it, from 1. */
export interface EventPlace {
  readonly strand: number;
  readonly strandSeq: number;
}

/** An event that has a record: `sha256` is of the record's bytes, `prevSha256` of those before it in the strand. */
export interface RecordedEvent extends ChainLink {
  readonly place: EventPlace;
  /** Made by the process that appended it, under a key that the catalogue never sees. */
  readonly tag: Uint8Array;
  /** The `sha256` of the event before it in the strand; absent where there is none. */
  readonly behind?: string;
}

/** The text of the tag: all that the row says. */
export const taggedText = ({
  place: { strand, strandSeq },
  seq,
  prevSha256,
  sha256,
  body,
}: Pick<RecordedEvent, 'place' | 'body' | 'prevSha256' | keyof ChainHead>): string =>
  ['custody event', strand, strandSeq, seq, prevSha256, sha256, bodyDigest(body)].join('\n');

/** SHA-256 of an event's bytes, as its record has it. */
export const bodyDigest = (body: string): string => createHash('sha256').update(body, 'utf8').digest('hex');
