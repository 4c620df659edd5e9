import type { CameraId, RequestId, TimeRange, UserId } from '../../core/index.ts';
import type { Area } from '../../footage/index.ts';
import type { AtStation } from '../station/index.ts';
import type { Awaited, Urgency } from './urgency.ts';

/** The authority’s written request (văn bản yêu cầu). */
export interface RequestLetter {
  readonly number: string;
  /** A date of the calendar: `2026-11-21`. */
  readonly day: string;
}

/** The content of a request as the officer writes it. */
export interface RequestDraft {
  readonly caseNumber: string;
  /** The investigating authority. Absent, like the legal basis, only in requests older than both fields. */
  readonly authority?: string;
  readonly legalBasis?: string;
  /** Absent of drafts, of emergencies that had none yet, and of requests older than the field. */
  readonly letter?: RequestLetter;
  readonly purpose: string;
  /** The report that led to it, as it is filed elsewhere. */
  readonly report?: string;
  readonly area: Area;
  readonly range: TimeRange;
  readonly urgency: Urgency;
}

export const requestStates = ['draft', 'submitted', 'approved', 'refused', 'closed'] as const;
export type RequestState = (typeof requestStates)[number];

export const outcomes = ['found', 'not-found', 'handed-over', 'led-to-handling', 'withdrawn'] as const;
export type Outcome = (typeof outcomes)[number];

/** A second person who spoke: for themselves, or as a deputy in a custodian's place. */
export interface SecondPerson extends AtStation {
  readonly atMs: number;
  readonly byId: UserId;
  readonly onBehalfOfId?: UserId;
}

/** The verdict of a second person: a custodian, or a deputy. */
export interface Judgement<Verdict> extends SecondPerson {
  readonly verdict: Verdict;
  readonly reason?: string;
}

export type Decision = Judgement<'approved' | 'refused'>;
export type Review = Judgement<'justified' | 'not-justified'>;

/** A written request that was added after the emergency was called. */
export interface AddedLetter extends RequestLetter {
  readonly authority: string;
  readonly atMs: number;
  readonly byId: UserId;
}

/** Opened before a custodian saw it. */
export interface Emergency {
  readonly reason: string;
  /** Oldest first: each corrects the one before. */
  readonly letters?: readonly AddedLetter[];
  /** Another officer, a custodian or a deputy who stands behind it until the review. */
  readonly countersignature?: SecondPerson;
  readonly review?: Review;
}

export interface Closing {
  readonly atMs: number;
  readonly byId: UserId;
  readonly outcome: Outcome;
  readonly note?: string;
}

/**
 * A purpose-bound permission. It opens footage while it is `approved` and has not expired; that it has expired is no
 * state of its own, because no clock ticks in the catalogue.
 */
export interface FootageRequest extends RequestDraft {
  readonly id: RequestId;
  readonly requesterId: UserId;
  readonly state: RequestState;
  /** Counts the steps of its life: of two concurrent steps, the second is refused. */
  readonly revision: number;
  /** The cameras the area meant when it was submitted: scope never moves with a camera. Of a draft, none. */
  readonly cameraIds: readonly CameraId[];
  readonly createdAtMs: number;
  /** Absent of drafts. */
  readonly awaited?: Awaited;
  /** Absent while it waits, and of emergencies, which are reviewed instead. */
  readonly decision?: Decision;
  readonly emergency?: Emergency;
  /** From then on it opens nothing; absent while it was never approved. */
  readonly expiresAtMs?: number;
  readonly closing?: Closing;
}

/** Whether it opens footage now. */
export const isLive = ({ state, expiresAtMs }: FootageRequest, nowMs: number): boolean =>
  state === 'approved' && expiresAtMs !== undefined && nowMs < expiresAtMs;

export const isExpired = (request: FootageRequest, nowMs: number): boolean =>
  request.state === 'approved' && !isLive(request, nowMs);

/** Whether it is an emergency that opened footage and is not reviewed, whatever became of it since. */
export const isUnreviewed = ({ emergency, expiresAtMs }: FootageRequest): boolean =>
  emergency !== undefined && emergency.review === undefined && expiresAtMs !== undefined;

/** The authority and its written request, as they were stated last. */
export function statedLetter({
  authority,
  letter,
  emergency,
}: FootageRequest): Pick<RequestDraft, 'authority' | 'letter'> {
  const { number, day, authority: later } = emergency?.letters?.at(-1) ?? {};
  if (number !== undefined && day !== undefined && later !== undefined)
    return { authority: later, letter: { number, day } };
  return { ...(authority !== undefined && { authority }), ...(letter && { letter }) };
}

/** Whether it opened footage at once, was not found unjustified, and has no written request yet. */
export const owesLetter = (request: FootageRequest): boolean =>
  request.emergency !== undefined &&
  request.expiresAtMs !== undefined &&
  request.emergency.review?.verdict !== 'not-justified' &&
  statedLetter(request).letter === undefined;

/** Whether a second person has still to speak: about the request, or about the emergency that it was. */
export const awaitsAnswer = (request: FootageRequest): boolean =>
  request.state === 'submitted' || isUnreviewed(request);

/** Whether it is an emergency that opens nothing before a second person countersigns. */
export const awaitsCountersignature = ({ state, emergency }: FootageRequest): boolean =>
  state === 'submitted' && emergency !== undefined;

/** Whether a countersignature has an effect now: the emergency waits for it, or is open and not reviewed. */
export const isCountersignable = (request: FootageRequest, nowMs: number): boolean =>
  request.emergency?.countersignature === undefined &&
  (awaitsCountersignature(request) || (isUnreviewed(request) && isLive(request, nowMs)));

export const isOverdue = (request: FootageRequest, nowMs: number): boolean =>
  awaitsAnswer(request) && request.awaited !== undefined && nowMs >= request.awaited.answerByMs;
