import type { EvidenceRecord } from './record-types.ts';

/** Where a record stands: its chain by name, its number in it from 1, and the SHA-256 of the record before. */
export interface ChainPlace {
  readonly chain: string;
  readonly seq: number;
  readonly prev: string;
}

/** The place of a record; `undefined` of one that is in no chain. */
export function chainPlace(record: EvidenceRecord): ChainPlace | undefined {
  const chain = chainOf(record);
  if (chain === undefined) return undefined;
  if ('rseq' in record) return { chain, seq: record.rseq, prev: record.rprev };
  return 'prev' in record ? { chain, seq: record.seq, prev: record.prev } : undefined;
}

/** One for each subject, so that facts about different ones never wait for each other. */
function chainOf(record: EvidenceRecord): string | undefined {
  switch (record.type) {
    case 'seg':
    case 'gap':
    case 'del':
      return `stream/${record.cam}/${record.stream}`;
    case 'cam':
    case 'cclk':
      return `cam/${record.cam}`;
    case 'req':
    case 'acc':
    case 'ord':
    case 'exp':
      return `req/${record.req}`;
    case 'hold':
    case 'release':
      return record.req === undefined ? `hold/${record.hold}` : `req/${record.req}`;
    case 'usr':
      return `usr/${record.user}`;
    case 'clk':
    case 'chk':
    case 'hb':
      return `site/${record.site}`;
    case 'key':
      return `key/${record.use}`;
    case 'pol':
      return 'pol';
    default:
      return undefined;
  }
}
