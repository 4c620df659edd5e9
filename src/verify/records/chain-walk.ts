import { type ChainEnd, chainStart } from '../../log/index.ts';
import type { Findings } from '../finding.ts';
import type { ProvedRecord } from './proved-records.ts';

/** How the numbers of a chain's records follow in a file. */
export interface ChainRule {
  readonly chain: string;
  /** `start`: from the first record on. `consecutive`: from any. `later`: with holes. */
  readonly from: 'start' | 'consecutive' | 'later';
}

/**
 * Follows a chain through records; what is missing or bound to another record is a finding. Answers the end, behind which the next
 * file goes on.
 */
export function walkChain(
  records: readonly ProvedRecord[],
  { chain, from }: ChainRule,
  findings: Findings,
  begin?: ChainEnd,
): ChainEnd | undefined {
  let end = begin ?? (from === 'start' ? chainStart : undefined);
  for (const { place, digest, file } of records) {
    const at = { file, ...(place && { record: place.seq }) };
    if (place?.chain !== chain) {
      findings.add('chain-broken', at);
      continue;
    }
    if (end && place.seq <= end.seq) findings.add('chain-broken', at);
    else if (end && place.seq > end.seq + 1) {
      if (from !== 'later')
        findings.add('chain-hole', { file, record: end.seq + 1, detail: { until: place.seq - 1 } });
    } else if (end ? place.prev !== end.digest : place.seq === 1 && place.prev !== chainStart.digest)
      findings.add('chain-broken', at);
    end = { seq: place.seq, digest };
  }
  return end;
}
