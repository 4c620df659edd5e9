import { type Actor, type CustodyEvent, custodyEvent } from '../../custody/index.ts';
import { parseLists } from './lists-form.ts';
import type { SiteLists } from './request-lists.ts';

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface RequestListRepository {
  read(): Promise<SiteLists>;
  /**
   * Replaces the lists of that revision, and answers them with the next one; in one transaction with the event. Errors:
   * `request-lists-changed` (conflict) where another came first.
   */
  set(lists: SiteLists, event: CustodyEvent): Promise<SiteLists>;
}

/** Sets what the request form offers. Errors: those of `parseLists` and of the repository. */
export function setLists(
  { requestLists }: { readonly requestLists: RequestListRepository },
  by: Actor,
  input: unknown,
): Promise<SiteLists> {
  const lists = parseLists(input);
  const detail = { authorities: lists.authorities.length, legalBases: lists.legalBases.length };
  return requestLists.set(lists, custodyEvent(by, 'request-lists-set', { detail }));
}
