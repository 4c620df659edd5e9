import { isId, notFound } from '../core/index.ts';
import type { ChainLink } from './chain.ts';
import { type Actor, type CustodyDetail, custodyEvent } from './custody-event.ts';
import type { InquiryTools } from './inquiry.ts';
import type { LookingFilter, LookingPage, LookingSession } from './looking.ts';

export interface LookingInquiry {
  readonly filter: LookingFilter;
  /** The question, as the event keeps it. */
  readonly asked: CustodyDetail;
  /** Absent `upTo`: all events of now. */
  readonly page: Omit<LookingPage, 'upTo'> & Partial<Pick<LookingPage, 'upTo'>>;
}

export interface LookingAnswer {
  readonly sessions: readonly LookingSession[];
  readonly upTo: number;
}

/** A page of sessions of looking, after an event of the search. */
export async function searchLooking(
  { custody, custodyEvents }: InquiryTools,
  by: Actor,
  { filter, asked, page }: LookingInquiry,
): Promise<LookingAnswer> {
  const upTo = page.upTo ?? (await custodyEvents.head()).seq;
  await custody.append(custodyEvent(by, 'custody-searched', { detail: { ...asked, rows: 'sessions' } }));
  return { sessions: await custodyEvents.sessions(filter, { ...page, upTo }), upTo };
}

/**
 * Events of the session that holds the event of that id, in order, those after the number `after`; after an event of the search.
 * Errors: `looking-session-not-found` (not-found).
 */
export async function openLooking(
  { custody, custodyEvents }: InquiryTools,
  by: Actor,
  session: string,
  page: { readonly after?: number; readonly limit: number },
): Promise<ChainLink[]> {
  if (!isId('custody', session)) throw noSession();
  await custody.append(custodyEvent(by, 'custody-searched', { detail: { session } }));
  const links = await custodyEvents.sessionEvents(session, page);
  if (!links) throw noSession();
  return links;
}

const noSession = () =>
  notFound('looking-session-not-found', 'No session of looking has an event of that id.');
