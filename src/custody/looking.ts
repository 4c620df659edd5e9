import { minuteMs, type TimeRange } from '../core/index.ts';
import type { CustodyEventName } from './event-names.ts';

/** Events of a person at pictures: who looks, marks them or takes them away. The index of migration 0054 holds these alone. */
export const lookingEvents = [
  'playlist-issued',
  'gops-served',
  'copies-made',
  'still-issued',
  /** A strip of previews under the pointer. */
  'storyboard-issued',
  'changes-searched',
  'download-issued',
  'download-ended',
  'export-ordered',
  'mark-made',
  'mark-changed',
  'mark-removed',
  /** These two are outside any request. */
  'enrolment-still-shown',
  'stream-tried',
] as const satisfies readonly CustodyEventName[];

/** The longest pause within a session: an officer who reads a statement or takes a call goes on in the same one. */
export const longestPauseMs = 15 * minuteMs;

/** Where an event stands in the order of sessions: by the clock, then by its number. */
export interface LookPlace {
  readonly atMs: number;
  readonly seq: number;
}

/** An event of a thread: one person under one request, or outside any. */
export interface LookingEvent extends LookPlace {
  readonly actor: string;
  readonly requestId?: string;
}

export const isBefore = (a: LookPlace, b: LookPlace): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.seq < b.seq);

/**
 * Sessions of looking, the one that began first first: of one person and request, events in order, as long as none follows the one
 * before it by more than `longestPauseMs`. Each event is in exactly one. The catalogue groups in the same way by its indexes.
 */
export function sessionsOf<Event extends LookingEvent>(events: readonly Event[]): Event[][] {
  const sessions: Event[][] = [];
  const open = new Map<string, Event[]>();
  for (const event of events.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))) {
    const thread = `${event.actor} ${event.requestId ?? ''}`;
    const session = open.get(thread);
    const last = session?.at(-1);
    if (session && last && event.atMs - last.atMs <= longestPauseMs) session.push(event);
    else {
      const begun = [event];
      open.set(thread, begun);
      sessions.push(begun);
    }
  }
  return sessions;
}

/** Footage and pictures that a session showed, counted by its events. */
export interface SeenInSession {
  readonly playlists: number;
  /** That left, and how long they play, counted again where they were sent again. */
  readonly gops: number;
  readonly servedMs: number;
  readonly stills: number;
  /** Strips of previews under the pointer: one look, however many. */
  readonly previews: number;
  /** Cameras whose pictures were searched for changes. */
  readonly searches: number;
  /** Bundles, ordered or downloaded, each counted once. */
  readonly exports: number;
  readonly marks: number;
  /** Check pictures of cameras, and trials of streams. */
  readonly checks: number;
}

/** One person looks under one request, or at check pictures: a way of reading the log, which stays as it is. */
export interface LookingSession {
  /** Id of its first event, which names it. */
  readonly id: string;
  /** Of its first event. */
  readonly first: LookPlace;
  readonly lastMs: number;
  /** Pseudonym. */
  readonly actor: string;
  /** As the first event says it. */
  readonly role: string;
  readonly requestId?: string;
  /** In no order. */
  readonly cameraIds: readonly string[];
  readonly events: number;
  readonly seen: SeenInSession;
}

/** Times to open pictures: all previews of a session are one look. */
export const looksIn = ({ seen }: Pick<LookingSession, 'seen'>): number =>
  seen.playlists + seen.stills + seen.exports + seen.checks + Math.min(1, seen.previews);

/** Which sessions: of that person and those requests, and with one event at least that meets everything else. */
export interface LookingFilter {
  readonly during?: Partial<TimeRange>;
  readonly actor?: string;
  readonly requestIds?: readonly string[];
  readonly cameraIds?: readonly string[];
  readonly events?: readonly string[];
  /** As `CustodyFilter` has it. */
  readonly fileDigest?: string;
}

export const lookingOrders = ['newest', 'oldest'] as const;
export type LookingOrder = (typeof lookingOrders)[number];

export interface LookingPage {
  /** By when a session began. */
  readonly order: LookingOrder;
  /** Where the session before this page begins. */
  readonly after?: LookPlace;
  /** Events with a higher number do not count: pages stay as they are while events arrive. */
  readonly upTo: number;
  readonly limit: number;
}
