import { invalid } from '../core/index.ts';
import type { ChainHead, ChainLink } from './chain.ts';
import { type Actor, type CustodyDetail, custodyEvent } from './custody-event.ts';
import type { CustodyFilter, CustodyLog, CustodyRepository } from './custody-log.ts';

/** Tools for an auditor's reading of the log. Each look at it is an event of it, committed before the answer. */
export interface InquiryTools {
  readonly custody: Pick<CustodyLog, 'append'>;
  readonly custodyEvents: CustodyRepository;
}

export interface Inquiry {
  readonly filter: CustodyFilter;
  /** The question, as the event keeps it. */
  readonly asked: CustodyDetail;
}

/** One page, newest first. */
export async function searchLog(
  { custody, custodyEvents }: InquiryTools,
  by: Actor,
  { filter, asked, page }: Inquiry & { readonly page: Parameters<CustodyRepository['search']>[1] },
): Promise<ChainLink[]> {
  await custody.append(custodyEvent(by, 'custody-searched', { detail: asked }));
  return custodyEvents.search(filter, page);
}

/** All of it, newest first, and where the log stood before. Errors: `custody-too-many` (invalid). */
export async function exportLog(
  { custody, custodyEvents }: InquiryTools,
  by: Actor,
  { filter, asked }: Inquiry,
): Promise<{ readonly head: ChainHead; readonly links: ChainLink[] }> {
  const head = await custodyEvents.head();
  await custody.append(custodyEvent(by, 'custody-exported', { detail: asked }));
  return { head, links: await everyLink(custodyEvents, filter) };
}

/** All are held in memory at once. */
const maxLinks = 50_000;

/** Every event that the filter lets through, newest first. Errors: `custody-too-many` (invalid). */
export async function everyLink(
  events: Pick<CustodyRepository, 'search'>,
  filter: CustodyFilter,
): Promise<ChainLink[]> {
  const links = await events.search(filter, { limit: maxLinks + 1 });
  if (links.length <= maxLinks) return links;
  throw invalid('custody-too-many', `There are more than ${maxLinks} events: choose a shorter time.`, 'from');
}
