import type { Fact } from './fact.ts';
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

/** The name of the chain: one for each subject, so that facts about different ones never wait for each other. */
export function chainOf(fact: EvidenceRecord | Fact): string | undefined {
  switch (fact.type) {
    case 'seg':
    case 'gap':
    case 'del':
      return `stream/${fact.cam}/${fact.stream}`;
    case 'cam':
    case 'cclk':
      return `cam/${fact.cam}`;
    case 'req':
    case 'acc':
    case 'ord':
    case 'exp':
      return `req/${fact.req}`;
    case 'hold':
    case 'release':
      return fact.req === undefined ? `hold/${fact.hold}` : `req/${fact.req}`;
    case 'usr':
      return `usr/${fact.user}`;
    case 'clk':
    case 'chk':
    case 'neg':
    case 'hb':
      return `site/${fact.site}`;
    case 'ev':
      return `ev/${fact.strand}`;
    case 'key':
      return `key/${fact.use}`;
    case 'pol':
      return 'pol';
    default:
      return undefined;
  }
}

/** The name under which a record is counted and found: of its chain, or of the records that stand in none. */
export function shelfOf(fact: EvidenceRecord | Fact): string {
  const chain = chainOf(fact);
  if (chain !== undefined) return chain;
  if (fact.type === 'link' && 'act' in fact) return 'link/log';
  return fact.type === 'pic' ? `pic/${fact.cam}/${fact.stream}` : fact.type;
}
