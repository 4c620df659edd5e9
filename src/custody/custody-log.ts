import type { CameraId, RequestId, TimeRange, UserId } from '../core/index.ts';
import type { ChainHead, ChainLink } from './chain.ts';
import type { Actor, CustodyEvent } from './custody-event.ts';
import type { Pseudonym } from './event-body.ts';
import type { LookingFilter, LookingPage, LookingSession } from './looking.ts';
import type { KnownStrand, SignedStrand } from './strands.ts';
import type { StoredEvent } from './verify-events.ts';

/** A question to the log: was a playlist issued to this user, that reaches into this time? */
export interface IssuedLook {
  readonly actor: UserId;
  readonly requestId: RequestId;
  readonly cameraId: CameraId;
  readonly range: TimeRange;
}

/** Appends, and answers what a look needs. Errors: `unavailable` `catalogue-unavailable`. */
export interface CustodyLog {
  /** Returns once all of them are committed, in that order: from then on bytes may leave (I6). */
  append(...events: readonly CustodyEvent[]): Promise<void>;
  hasIssuedPlaylist(look: IssuedLook): Promise<boolean>;
}

/** Which events; each member narrows. */
export interface CustodyFilter {
  /** When they happened. */
  readonly during?: Partial<TimeRange>;
  readonly actor?: string;
  readonly requestIds?: readonly string[];
  readonly cameraIds?: readonly string[];
  readonly events?: readonly string[];
  /** SHA-256, hex, of a file that the event is about: a still, or the paper of a negative answer. */
  readonly fileDigest?: string;
  /** Wall time of footage that the events open. */
  readonly opening?: TimeRange;
}

/** Reads the log, for auditors and for exports. Errors: `unavailable` `catalogue-unavailable`. */
export interface CustodyRepository {
  /** The newest event; `genesis` when there is none. */
  head(): Promise<ChainHead>;
  /** Newest first, `limit` at most, before that number. */
  search(
    filter: CustodyFilter,
    page: { readonly beforeSeq?: number; readonly limit: number },
  ): Promise<ChainLink[]>;
  /** Sessions of looking, by when they began. */
  sessions(filter: LookingFilter, page: LookingPage): Promise<LookingSession[]>;
  /** Events of the session that holds the event of that id, in its order; `undefined` when none does. */
  sessionEvents(
    id: string,
    page: { readonly after?: number; readonly limit: number },
  ): Promise<ChainLink[] | undefined>;
  /** Oldest first: those after that number, with what proves them. */
  eventsAfter(seq: number, limit: number): Promise<StoredEvent[]>;
  /** Where the older chain ends, as the catalogue has it. */
  olderEnd(): Promise<ChainHead>;
  /** How many records were stated in each strand. */
  stated(): Promise<ReadonlyMap<number, number>>;
  /** All strands, with the digest that each has where the log signed one. */
  strands(signed: ReadonlyMap<number, SignedStrand>): Promise<KnownStrand[]>;
  /** All users that have one. */
  pseudonyms(): Promise<ReadonlyMap<UserId, Pseudonym>>;
  /**
   * The user of a pseudonym; `undefined` when unknown. One transaction: no name is revealed without an `actor-opened`
   * that says who asked and why.
   */
  openActor(pseudonym: Pseudonym, by: Actor, reason: string): Promise<UserId | undefined>;
}
