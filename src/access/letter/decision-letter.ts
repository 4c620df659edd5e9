import { AppError, type UserId } from '../../core/index.ts';
import {
  type Agency,
  blank,
  html,
  type LetterSection,
  lines,
  letter as printedLetter,
  type SpokenTime,
  spokenTime,
  writtenDay,
} from '../../print/index.ts';
import { type Decision, type FootageRequest, type Review, statedLetter } from '../request/request.ts';
import type { DecisionWords } from './decision-words.ts';

export interface DecisionFacts {
  readonly request: FootageRequest;
  /** As the reader may see them; absent once a user is forgotten. */
  readonly nameOf: (id: UserId) => string | undefined;
  /** Names of the cameras of the request. */
  readonly cameraNames: readonly string[];
  readonly agency: Agency;
  readonly timeZone: string;
}

type Verdict = Decision | Review;

interface Writing {
  readonly facts: DecisionFacts;
  readonly words: DecisionWords;
  readonly times: SpokenTime;
}

/**
 * What a custodian decided about a request, or about an emergency in its review: a letter to the authority that filed it.
 * Errors: `request-undecided` (conflict).
 */
export function decisionLetter(facts: DecisionFacts, words: DecisionWords): string {
  const { request, agency, nameOf } = facts;
  const verdict = request.decision ?? request.emergency?.review;
  if (!verdict) throw new AppError('conflict', 'request-undecided', 'No custodian has decided yet.');
  const writing = { facts, words, times: spokenTime(words.lang, facts.timeZone) };
  const filedAt = writing.times.minute(request.awaited?.atMs ?? request.createdAtMs);
  return printedLetter(agency, words, {
    title: `${words.title}: ${request.caseNumber}`,
    subject: words.subject,
    to: words.to(statedLetter(request).authority ?? blank(20)),
    opening: words.opening({
      caseNumber: request.caseNumber,
      requester: named(nameOf(request.requesterId)),
      filedAt,
      agency: agency.name ?? words.agency,
    }),
    sections: [demand(writing), decided(writing, verdict), use(writing)],
  });
}

/** People whose name is not known sign by hand. */
const named = (name: string | undefined): string => name ?? blank(12);

const demand = ({ facts: { request, cameraNames }, words, times }: Writing): LetterSection => {
  const { letter } = statedLetter(request);
  return {
    title: words.demand,
    body: lines([
      letter && words.letter(letter.number, writtenDay(letter.day)),
      `${words.purpose}: ${request.purpose}`,
      request.legalBasis === undefined ? undefined : `${words.legalBasis}: ${request.legalBasis}`,
      html`${words.range}: ${times.range(request.range)}`,
      `${words.cameras(cameraNames.length)}: ${cameraNames.join('; ')}`,
    ]),
  };
};

const decided = ({ facts: { request, nameOf }, words, times }: Writing, verdict: Verdict): LetterSection => {
  const { expiresAtMs, closing, requesterId } = request;
  const place = verdict.onBehalfOfId && named(nameOf(verdict.onBehalfOfId));
  return {
    title: words.decision,
    body: lines([
      words.verdicts[verdict.verdict],
      verdict.verdict === 'approved' && expiresAtMs !== undefined
        ? words.until(times.minute(expiresAtMs))
        : undefined,
      verdict.reason === undefined ? undefined : `${words.reason}: ${verdict.reason}`,
      words.by(named(nameOf(verdict.byId)), times.minute(verdict.atMs), place),
      closing && closing.byId !== requesterId
        ? words.revoked(times.minute(closing.atMs), closing.note)
        : undefined,
    ]),
  };
};

const use = ({ facts: { request }, words }: Writing): LetterSection => ({
  title: words.use,
  body: lines([request.state === 'refused' ? words.released : words.bound]),
});
