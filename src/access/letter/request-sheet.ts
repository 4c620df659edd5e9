import {
  type LetterSection,
  lines,
  type SpokenTime,
  sheet,
  spokenTime,
  termList,
  writtenDay,
} from '../../print/index.ts';
import { type FootageRequest, owesLetter, statedLetter } from '../request/request.ts';
import type { DecisionFacts } from './decision-letter.ts';
import type { RequestSheetWords } from './request-sheet-words.ts';

interface Writing {
  readonly facts: DecisionFacts;
  readonly words: RequestSheetWords;
  readonly times: SpokenTime;
}

/** A request as its officer wrote it, to be printed, signed and put into the file of the case. */
export function requestSheet(facts: DecisionFacts, words: RequestSheetWords): string {
  const { request, agency } = facts;
  const writing = { facts, words, times: spokenTime(words.lang, facts.timeZone) };
  return sheet(agency, words, {
    fileTitle: `${words.fileTitle}: ${request.caseNumber}`,
    title: words.title,
    subtitle: words.subtitle,
    sections: [asker(writing), matter(writing), scope(writing), course(writing)],
    signers: words.signers,
    receivers: words.receivers,
  });
}

const asker = ({ facts: { request, nameOf }, words, times }: Writing): LetterSection => {
  const { authority, letter } = statedLetter(request);
  return {
    title: words.asker,
    body: termList([
      [words.requester, nameOf(request.requesterId)],
      [words.authority, authority],
      [
        words.letterTitle,
        letter
          ? words.letter(letter.number, writtenDay(letter.day))
          : owesLetter(request)
            ? words.letterOwed
            : undefined,
      ],
      [words.filed, filedAt(request, times) ?? words.draft],
      [words.requestId, request.id],
    ]),
  };
};

const filedAt = ({ state, awaited, createdAtMs }: FootageRequest, times: SpokenTime): string | undefined =>
  state === 'draft' ? undefined : times.minute(awaited?.atMs ?? createdAtMs);

const matter = ({ facts: { request }, words }: Writing): LetterSection => ({
  title: words.matter,
  body: termList([
    [words.caseNumber, request.caseNumber],
    [words.legalBasis, request.legalBasis],
    [words.purpose, request.purpose],
    [words.report, request.report],
    [words.urgency, words.urgencies[request.urgency]],
    [words.emergencyReason, request.emergency?.reason],
  ]),
});

const scope = ({ facts: { request, cameraNames }, words, times }: Writing): LetterSection => ({
  title: words.scope,
  body: termList([
    [words.range, times.range(request.range)],
    [words.cameras(cameraNames.length), cameraNames.join('; ')],
  ]),
});

/** Steps that a second person took; the reasons are in the decision letter. */
const course = ({ facts: { request, nameOf }, words, times }: Writing): LetterSection => {
  const { decision, emergency, expiresAtMs, closing } = request;
  const verdict = decision ?? emergency?.review;
  const signed = emergency?.countersignature;
  return {
    title: words.course,
    body: lines([
      signed && words.countersigned(nameOf(signed.byId), times.minute(signed.atMs)),
      verdict
        ? words.decided(words.verdicts[verdict.verdict], nameOf(verdict.byId), times.minute(verdict.atMs))
        : words.undecided,
      ...(emergency?.letters ?? []).map(({ number, day, authority, atMs, byId }) =>
        words.letterAdded(
          `${words.letter(number, writtenDay(day))} (${authority})`,
          nameOf(byId),
          times.minute(atMs),
        ),
      ),
      expiresAtMs !== undefined && !closing ? words.until(times.minute(expiresAtMs)) : undefined,
      closing && words.closed(words.outcomes[closing.outcome], times.minute(closing.atMs)),
    ]),
  };
};
