import { createHash } from 'node:crypto';

/** Where a chain stands: its last event and the hash that binds all before it. */
export interface ChainHead {
  /** Counts from 1; 0 before the first event. */
  readonly seq: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** As people keep it elsewhere: `<number>:<sha256>`. */
export const formatHead = ({ seq, sha256 }: ChainHead): string => `${seq}:${sha256}`;

/** Reads what `formatHead` writes; `undefined` of anything else. */
export function parseChainHead(text: string): ChainHead | undefined {
  const [, seq, sha256] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || sha256 === undefined ? undefined : { seq: Number(seq), sha256 };
}

/** A stored event. `body` is hashed as it was written and never serialised again; in the older chain `sha256` is of both. */
export interface ChainLink extends ChainHead {
  readonly prevSha256: string;
  readonly body: string;
}

/** The head before the first event. */
export const genesis: ChainHead = { seq: 0, sha256: '0'.repeat(64) };

/** `SHA-256(previous hash as 32 bytes || body in UTF-8)`. The catalogue computes the same, in its trigger. */
export const chainHash = (prevSha256: string, body: string): string =>
  createHash('sha256').update(Buffer.from(prevSha256, 'hex')).update(body, 'utf8').digest('hex');
