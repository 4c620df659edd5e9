import { PostgresCustodyRepository } from '../../src/adapters/postgres/custody/custody-repository.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import {
  type ChainHead,
  type ChainVerdict,
  type CustodyProofs,
  strandCount,
  verifyLog,
} from '../../src/custody/index.ts';
import { isRowTag } from '../../src/log/index.ts';
import { type SignedLog, signedStrands } from '../../src/proven/index.ts';
import { unsignedLog } from './checked-requests.ts';
import { aScribe, statementKey } from './scribe.ts';

interface ProofTerms {
  readonly log?: SignedLog;
  readonly key?: Uint8Array;
  /** Of the older chain, as it was kept in the store. */
  readonly olderEnd?: ChainHead;
}

/** What proves the events of `aScribe`. */
export const custodyProofs = ({
  log = unsignedLog,
  key = statementKey,
  olderEnd,
}: ProofTerms = {}): CustodyProofs => ({
  isTag: (text, tag) => isRowTag(key, text, tag),
  signedStrands: () => signedStrands(log, strandCount),
  olderEnd: async () => olderEnd,
});

/** Verifies the whole log, past the event of it. */
export async function verdictOf(
  db: Database,
  { kept, ...terms }: ProofTerms & { readonly kept?: ChainHead } = {},
): Promise<ChainVerdict> {
  const custodyEvents = new PostgresCustodyRepository(db, aScribe());
  const tools = { custody: { append: async () => {} }, custodyEvents, custodyProofs: custodyProofs(terms) };
  const { verdict } = await verifyLog(tools, { nowMs: 0 }, { kept });
  return verdict;
}
