import type { RequestId, UserId } from '../../core/index.ts';
import type { FootageRequest, RequestState } from './request.ts';
import type { Step } from './step.ts';

/** The effect of a step on the hold. */
export interface Taken {
  /** Segments that were marked for deletion and are now held. */
  readonly rescued: number;
  /** Segments whose deletion had begun: gone, or about to be. */
  readonly tooLate: number;
  /** When a hold was placed: bytes that are held under the cap, by unapproved requests and by hand. */
  readonly cappedBytes?: number;
}

export interface EmergenciesOf {
  readonly requesterId: UserId;
  readonly sinceMs: number;
}

export interface TakenEmergency extends Taken {
  readonly step: Step;
}

export interface RequestFilter {
  /** Requests of one officer, with drafts; absent: of all officers, without drafts. */
  readonly requesterId?: UserId;
  readonly state?: RequestState;
  /** Made before then. */
  readonly beforeMs: number;
  readonly limit: number;
}

/** Errors: `unavailable` `catalogue-unavailable`. */
export interface RequestRepository {
  /**
   * One transaction: the request as it is afterwards, its cameras, its hold (under the lock that marking takes, I5),
   * whom it tells, and the events. Errors: `conflict` `request-changed` when another step came first, `held-bytes-cap`.
   */
  take(step: Step): Promise<Taken>;
  /** A new draft, or a draft with other words. Errors: `conflict` `request-changed`. */
  keepDraft(draft: FootageRequest): Promise<void>;
  /** Errors: `conflict` `request-changed`. */
  dropDraft(draft: FootageRequest): Promise<void>;
  byId(id: RequestId): Promise<FootageRequest | undefined>;
  /** Newest first. */
  list(filter: RequestFilter): Promise<FootageRequest[]>;
  /** Ids of submitted requests whose case number has that text in it, in capitals or not. */
  ofCase(text: string): Promise<RequestId[]>;
  /** Case numbers of those requests that are known. */
  caseNumbers(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** On which a second person has still to speak; the most pressing first. */
  awaitingAnswer(): Promise<FootageRequest[]>;
  /** Emergencies that owe a written request (`owesLetter`); the longest waiting first, 200 at most. */
  withoutLetter(): Promise<FootageRequest[]>;
  /**
   * Like `take`, of a new emergency; `stepOf` decides over the emergencies of its officer that are not over: waiting, not
   * reviewed, or reviewed after `sinceMs`. Under one lock, so that of two at once the second sees the first.
   */
  takeEmergency(
    of: EmergenciesOf,
    stepOf: (earlier: readonly FootageRequest[]) => Step,
  ): Promise<TakenEmergency>;
  /** Emergencies for which a countersignature has an effect now; the first to be answered first. */
  countersignable(nowMs: number): Promise<FootageRequest[]>;
  /** Bytes of originals that are held under the cap: by requests that no second person has approved, and by hand. */
  cappedBytes(): Promise<number>;
}
