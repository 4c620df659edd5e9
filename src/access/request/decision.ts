import { AppError, type UserId } from '../../core/index.ts';
import { closedByApproval } from '../founding/index.ts';
import type { Decision, FootageRequest, Judgement, Review, SecondPerson } from './request.ts';
import { keepUntil, type RequestActor, refuse, release, type Step, stepEvent } from './step.ts';

/** How long an approved request can be used. */
export const requestLastsMs = 30 * 24 * 3_600_000;

/** Who judges: a custodian, or a deputy whom a custodian named. */
export interface Judge extends RequestActor {
  /** Custodians whose deputy the user is just now. */
  readonly deputyOf: readonly UserId[];
}

type Said<Verdict> = Pick<Judgement<Verdict>, 'verdict' | 'reason'>;

/**
 * Approves or refuses what waits. Refusing releases the hold; the first approval ends the founding of the ward. Errors: `request-not-waiting` (conflict),
 * `own-request` (forbidden).
 */
export function decide(before: FootageRequest, said: Said<Decision['verdict']>, judge: Judge): Step {
  const decision = judged(before, said, judge);
  if (before.state !== 'submitted' || before.emergency)
    refuse('request-not-waiting', 'The request does not wait for a decision.');
  const expiresAtMs = judge.nowMs + requestLastsMs;
  const isApproved = decision.verdict === 'approved';
  const after: FootageRequest = {
    ...before,
    state: decision.verdict,
    decision,
    revision: before.revision + 1,
    ...(isApproved && { expiresAtMs }),
  };
  const hold = isApproved
    ? keepUntil(judge, after, expiresAtMs)
    : release(judge, after, 'The request was refused.');
  return {
    before,
    after,
    hold,
    events: [eventOf(`request-${decision.verdict}`, after, decision, judge)],
    notifications: [{ kind: `request-${decision.verdict}`, to: 'requester' }],
    ...(isApproved && { closing: closedByApproval(judge) }),
  };
}

/**
 * Says afterwards whether an emergency was one. What was not justified opens nothing any more; one that waits for a
 * countersignature can be found unjustified before. A justified one ends the founding of the ward, as an approval does. Errors, conflict: `request-not-emergency`, `emergency-reviewed`,
 * `emergency-not-opened`; `own-request` (forbidden).
 */
export function reviewEmergency(before: FootageRequest, said: Said<Review['verdict']>, judge: Judge): Step {
  const review = judged(before, said, judge);
  const { emergency, state } = before;
  if (!emergency) return refuse('request-not-emergency', 'The request was no emergency.');
  if (emergency.review) refuse('emergency-reviewed', 'The emergency has been reviewed.');
  const isRefused = review.verdict === 'not-justified' && (state === 'approved' || state === 'submitted');
  if (before.expiresAtMs === undefined && !isRefused)
    refuse(
      'emergency-not-opened',
      'The emergency has opened nothing that could be reviewed: countersign it.',
    );
  const after: FootageRequest = {
    ...before,
    emergency: { ...emergency, review },
    revision: before.revision + 1,
    ...(isRefused && { state: 'refused' }),
  };
  return {
    before,
    after,
    events: [eventOf('emergency-reviewed', after, review, judge)],
    ...(isRefused && { hold: release(judge, after, 'The emergency was not justified.') }),
    ...(review.verdict === 'justified' && { closing: closedByApproval(judge) }),
    notifications: [{ kind: 'emergency-reviewed', to: 'requester' }],
  };
}

/** Two people: neither the requester judges, nor a deputy of the requester as such. */
export const mayJudge = (request: FootageRequest, judge: Judge): boolean =>
  placeOfJudge(request, judge) !== undefined;

/** In whose place: one's own as a custodian, or that of another than the requester. */
export function placeOfJudge({ requesterId }: FootageRequest, { user, deputyOf }: Judge): UserId | undefined {
  if (user.id === requesterId) return undefined;
  return user.role === 'custodian' ? user.id : deputyOf.find((id) => id !== requesterId);
}

const judged = <V>(request: FootageRequest, said: Said<V>, judge: Judge): Judgement<V> => ({
  ...secondPerson(judge, placeOfJudge(request, judge)),
  ...said,
});

/** `place`: whose place the judge takes; absent where another person must speak. Errors: `own-request` (forbidden). */
export function secondPerson({ user, nowMs, sameStation }: Judge, place: UserId | undefined): SecondPerson {
  if (!place) throw new AppError('forbidden', 'own-request', 'Another person must decide your own request.');
  return {
    atMs: nowMs,
    byId: user.id,
    ...(place !== user.id && { onBehalfOfId: place }),
    ...(sameStation && { sameStation }),
  };
}

const eventOf = (
  name: 'request-approved' | 'request-refused' | 'emergency-reviewed',
  after: FootageRequest,
  { onBehalfOfId, verdict, sameStation }: Decision | Review,
  actor: RequestActor,
) =>
  stepEvent(actor, name, after, {
    ...(onBehalfOfId && { subject: onBehalfOfId }),
    detail: { caseNumber: after.caseNumber, verdict, ...(sameStation && { sameStation }) },
  });
