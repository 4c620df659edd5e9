import {
  type AddedLetter,
  type FootageRequest,
  formatArea,
  isExpired,
  isOverdue,
  letterDueMs,
  owesLetter,
} from '../../access/index.ts';
import { formatInstant, type UserId } from '../../core/index.ts';
import type { SameStation } from '../../custody/index.ts';
import type { People } from '../terms/person.ts';
import { rangeJson } from '../terms/time.ts';
import type { RequestJson } from './request-schemas.ts';

export const requestJson = (request: FootageRequest, people: People, nowMs: number): RequestJson => ({
  id: request.id,
  caseNumber: request.caseNumber,
  purpose: request.purpose,
  urgency: request.urgency,
  authority: request.authority,
  legalBasis: request.legalBasis,
  letter: request.letter,
  report: request.report,
  area: formatArea(request.area),
  ...rangeJson(request.range),
  state: request.state,
  isExpired: isExpired(request, nowMs),
  isOverdue: isOverdue(request, nowMs),
  requester: people(request.requesterId),
  cameraIds: [...request.cameraIds],
  createdAt: formatInstant(request.createdAtMs),
  submittedAt: instant(request.awaited?.atMs),
  answerBy: instant(request.awaited?.answerByMs),
  expiresAt: instant(request.expiresAtMs),
  ...answerJson(request, people),
});

function answerJson(request: FootageRequest, people: People) {
  const { decision, emergency, closing } = request;
  const letterDueAtMs = owesLetter(request) ? letterDueMs(request) : undefined;
  return {
    ...(decision && { decision: judgementJson(decision, people) }),
    ...(emergency && {
      emergency: {
        reason: emergency.reason,
        ...(letterDueAtMs !== undefined && { letterDueAt: formatInstant(letterDueAtMs) }),
        ...(emergency.letters && { letters: emergency.letters.map((each) => letterJson(each, people)) }),
        ...(emergency.countersignature && {
          countersignature: secondPersonJson(emergency.countersignature, people),
        }),
        ...(emergency.review && { review: judgementJson(emergency.review, people) }),
      },
    }),
    ...(closing && {
      closing: {
        at: formatInstant(closing.atMs),
        by: people(closing.byId),
        outcome: closing.outcome,
        note: closing.note,
      },
    }),
  };
}

const letterJson = ({ number, day, authority, atMs, byId }: AddedLetter, people: People) => ({
  number,
  day,
  authority,
  at: formatInstant(atMs),
  by: people(byId),
});

interface Second {
  readonly atMs: number;
  readonly byId: UserId;
  readonly onBehalfOfId?: UserId;
  readonly sameStation?: SameStation;
}

interface Said<Verdict> extends Second {
  readonly verdict: Verdict;
  readonly reason?: string;
}

const judgementJson = <Verdict>({ verdict, reason, ...second }: Said<Verdict>, people: People) => ({
  ...secondPersonJson(second, people),
  verdict,
  reason,
});

const secondPersonJson = ({ atMs, byId, onBehalfOfId, sameStation }: Second, people: People) => ({
  at: formatInstant(atMs),
  by: people(byId),
  ...(onBehalfOfId && { onBehalfOf: people(onBehalfOfId) }),
  ...(sameStation && { sameStation }),
});

const instant = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : formatInstant(ms);
