import type { UserId } from '../../core/index.ts';
import { type Judge, placeOfJudge, secondPerson } from '../request/decision.ts';
import { awaitsCountersignature, type FootageRequest, isCountersignable } from '../request/request.ts';
import { keepUntil, refuse, type Step, stepEvent } from '../request/step.ts';
import { answerWithinMs } from '../request/urgency.ts';
import { emergencyLastsMs } from './opening.ts';

/** Whether the user can be the second person of an emergency: another officer, or who would judge it. */
export const mayCountersign = (request: FootageRequest, judge: Judge): boolean =>
  signerOf(request, judge) !== undefined;

const signerOf = (request: FootageRequest, judge: Judge): UserId | undefined =>
  judge.user.role === 'officer' && judge.user.id !== request.requesterId
    ? judge.user.id
    : placeOfJudge(request, judge);

/**
 * Stands behind an emergency as a second person. One that waited opens for half an hour, and is to be reviewed within a
 * day from now; any may be exported and give more stills before its review. Errors, conflict: `request-not-emergency`,
 * `emergency-reviewed`, `emergency-countersigned`, `request-not-open`; `own-request` (forbidden).
 */
export function countersign(before: FootageRequest, judge: Judge): Step {
  const emergency = countersignable(before, judge.nowMs);
  const countersignature = secondPerson(judge, signerOf(before, judge));
  const isOpening = awaitsCountersignature(before);
  const signed: FootageRequest = {
    ...before,
    revision: before.revision + 1,
    emergency: { ...emergency, countersignature },
  };
  const after = isOpening ? opened(signed, judge.nowMs) : signed;
  const { onBehalfOfId, sameStation } = countersignature;
  return {
    before,
    after,
    events: [
      stepEvent(judge, 'emergency-countersigned', after, {
        ...(onBehalfOfId && { subject: onBehalfOfId }),
        detail: { caseNumber: after.caseNumber, ...(sameStation && { sameStation }) },
      }),
    ],
    ...(isOpening && { hold: keepUntil(judge, after, judge.nowMs + answerWithinMs.emergency) }),
    notifications: [
      { kind: 'emergency-countersigned', to: 'requester' },
      ...(isOpening ? [{ kind: 'emergency-opened', to: 'custodians' } as const] : []),
    ],
  };
}

function countersignable(request: FootageRequest, nowMs: number) {
  const { emergency } = request;
  if (!emergency) return refuse('request-not-emergency', 'The request was no emergency.');
  if (emergency.review) refuse('emergency-reviewed', 'The emergency has been reviewed.');
  if (emergency.countersignature)
    refuse('emergency-countersigned', 'Another person has countersigned the emergency.');
  if (!isCountersignable(request, nowMs)) refuse('request-not-open', 'The emergency is over.');
  return emergency;
}

const opened = (signed: FootageRequest, nowMs: number): FootageRequest => ({
  ...signed,
  state: 'approved',
  expiresAtMs: nowMs + emergencyLastsMs,
  awaited: { atMs: nowMs, answerByMs: nowMs + answerWithinMs.emergency },
});
