import { type ChainHead, formatHead, genesis } from './chain.ts';
import { type Actor, type CustodyDetail, custodyEvent } from './custody-event.ts';
import type { CustodyProofs } from './custody-proofs.ts';
import type { InquiryTools } from './inquiry.ts';
import { missingEvents } from './strands.ts';
import { type ChainVerdict, verifyChain } from './verify-chain.ts';
import { type StoredEvent, verifyEvents } from './verify-events.ts';

/** So many events are hashed while a caller waits. */
const eventsPerPage = 10_000;

export interface Verification {
  readonly verdict: ChainVerdict;
  /** The newest event. */
  readonly logHead: ChainHead;
  /** Whether the walk came to the end, or to a fault: only then it is an event. */
  readonly isDone: boolean;
}

interface WalkTerms {
  readonly after?: ChainHead | undefined;
  /** Stored elsewhere. */
  readonly kept?: ChainHead | undefined;
}

export interface VerifyTools extends InquiryTools {
  readonly custodyProofs: CustodyProofs;
}

/**
 * Walks a page of the log from `after` on: the older chain by its hashes, events that have records by their tags. At the end
 * it is compared with what was recorded. Errors: those of the catalogue and of the proofs.
 */
export async function verifyLog(tools: VerifyTools, by: Actor, terms: WalkTerms): Promise<Verification> {
  const { custody, custodyEvents } = tools;
  const logHead = await custodyEvents.head();
  const walked = await verifyPage(tools, terms);
  const fault = walked.fault ?? (walked.isEnd ? await faultAtEnd(tools) : undefined);
  const verdict = { head: walked.head, count: walked.count, ...(fault && { fault }) };
  const isDone = walked.isEnd || fault !== undefined;
  if (isDone) await custody.append(custodyEvent(by, 'custody-verified', { detail: detailOf(verdict) }));
  return { verdict, logHead, isDone };
}

async function verifyPage(
  { custodyEvents, custodyProofs }: VerifyTools,
  { after = genesis, kept }: WalkTerms,
): Promise<ChainVerdict & { readonly isEnd: boolean }> {
  const events = await custodyEvents.eventsAfter(after.seq, eventsPerPage);
  const older = (await custodyProofs.olderEnd()) ?? (await custodyEvents.olderEnd());
  const isEnd = events.length < eventsPerPage;
  const stated = await custodyEvents.stated();
  const heads = kept ? [older, kept] : [older];
  const isOlder = ({ seq }: { readonly seq: number }) => seq <= older.seq;
  const recorded = events.filter((each: StoredEvent) => !isOlder(each));
  const chain = verifyChain(events.filter(isOlder), {
    after,
    kept: heads.filter(isOlder),
    isEnd: isEnd || recorded.length > 0,
  });
  if (chain.fault) return { ...chain, isEnd };
  const rest = verifyEvents(recorded, {
    after: chain.head,
    kept: heads.filter((each) => !isOlder(each)),
    isEnd,
    isTag: custodyProofs.isTag,
    statedIn: (strand) => stated.get(strand) ?? 0,
  });
  return { ...rest, count: chain.count + rest.count, isEnd };
}

/** Signed ends are read first: the catalogue is at least as far. */
async function faultAtEnd({ custodyEvents, custodyProofs }: VerifyTools) {
  const signed = await custodyProofs.signedStrands();
  return missingEvents(await custodyEvents.strands(signed), signed);
}

const detailOf = ({ head, fault }: ChainVerdict): CustodyDetail => ({
  head: formatHead(head),
  ...(fault && { fault: fault.kind, faultSeq: fault.seq }),
  ...(fault?.missing !== undefined && { missing: fault.missing }),
});
