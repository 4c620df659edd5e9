import { AppError } from '../../core/index.ts';
import type { TreeHead } from '../tree/index.ts';
import type { Fact } from './fact.ts';
import { parseRecord } from './record.ts';
import type { EvidenceRecord } from './record-types.ts';

/** The first leaf of every log but the first: which log it continues, and where that ended as far as anybody can prove. */
export type LogLink = Extract<EvidenceRecord, { readonly type: 'link'; readonly act: 'log' }>;

/** The end of a log. */
export interface EndedLog extends TreeHead {
  readonly origin: string;
}

/** Under which name such records are found. */
export const logLinkShelf = 'link/log';

/** What that leaf says. */
export const logLinkFact = ({ origin, size, root }: EndedLog, reason: LogLink['reason']): Fact => ({
  type: 'link',
  act: 'log',
  chain: origin,
  size,
  root: Buffer.from(root).toString('hex'),
  reason,
});

/** The link in the bytes of a leaf; `undefined` where they are something else. Attacker-controlled. */
export function logLinkIn(leaf: Uint8Array | undefined): LogLink | undefined {
  try {
    const record = leaf && parseRecord(leaf);
    return record && isLogLink(record) ? record : undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'record-malformed') return undefined;
    throw error;
  }
}

export const isLogLink = (record: EvidenceRecord): record is LogLink =>
  record.type === 'link' && 'act' in record;

/** Whether the link continues exactly that end. */
export const linksTo = (link: LogLink, { origin, size, root }: EndedLog): boolean =>
  link.chain === origin && link.size === size && link.root === Buffer.from(root).toString('hex');
