import type { MarkId, RequestId } from '../../core/index.ts';
import type { CustodyEvent } from '../../custody/index.ts';
import type { FootageRequest } from '../request/request.ts';
import type { Mark } from './mark.ts';

/** How a mark comes, changes or goes, with its event. */
export interface MarkStep {
  readonly request: FootageRequest;
  readonly mark: Mark;
  readonly event: CustodyEvent;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface MarkRepository {
  /** By time, then in the order in which they were made. */
  ofRequest(requestId: RequestId): Promise<Mark[]>;
  byId(requestId: RequestId, id: MarkId): Promise<Mark | undefined>;
  /**
   * Writes a new mark, or the words of one that is there; with its event, in one transaction. Errors: `conflict`
   * `request-changed` when a step of the request came first, `marks-full`, `stills-full`; `mark-not-found` (not-found)
   * when it was removed.
   */
  keep(step: MarkStep): Promise<void>;
  /** Errors: `request-changed`, `mark-not-found`. */
  remove(step: MarkStep): Promise<void>;
}
