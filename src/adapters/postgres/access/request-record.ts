import type { AddedLetter, FootageRequest, Judgement, SecondPerson } from '../../../access/index.ts';
import { canonicalJson, formatInstant, type UserId } from '../../../core/index.ts';
import type { CustodyEvent, CustodyEventName } from '../../../custody/index.ts';
import { type CommonFields, type EvidenceRecord, type Fact, wordsDigest } from '../../../log/index.ts';
import { actedBy, type RecordWords } from '../custody/acted.ts';

type RequestRecord = Extract<EvidenceRecord, { type: 'req' }>;

/** What a record says of the request itself, and not of the step, the process or the chain. */
type RequestMembers = Omit<
  Extract<Fact, { type: 'req' }>,
  'act' | 'actor' | 'role' | 'token' | 'at' | 'adopted'
>;

/** The record of a step, by the events of the step. Errors: a defect where none is of a step. */
export function requestFact(
  request: FootageRequest,
  events: readonly CustodyEvent[],
  words: RecordWords,
): Fact {
  for (const event of events) {
    const act = acts[event.event];
    if (act) return { ...requestMembers(request, words), ...actedBy(event, words.nameOf), act };
  }
  throw new TypeError('no event of the step is one of a request');
}

const acts: Partial<Record<CustodyEventName, RequestRecord['act']>> = {
  'request-submitted': 'file',
  'emergency-submitted': 'file',
  'emergency-opened': 'open',
  'request-approved': 'approve',
  'request-refused': 'refuse',
  'emergency-countersigned': 'countersign',
  'emergency-reviewed': 'review',
  'letter-added': 'letter',
  'request-closed': 'close',
  'request-withdrawn': 'withdraw',
};

/** The members that the newest record of the request has under this salt: row and record say the same, or one was changed. */
export function requestMembers(request: FootageRequest, words: RecordWords): RequestMembers {
  const { area, authority, legalBasis, letter, report, expiresAtMs, awaited } = request;
  const said = (text: string) => wordsDigest(words.salt, text);
  return {
    type: 'req',
    req: request.id,
    state: stateOf(request),
    revision: request.revision,
    requester: words.nameOf(request.requesterId),
    created: formatInstant(request.createdAtMs),
    case: request.caseNumber,
    ...(authority !== undefined && { authority: said(authority) }),
    ...(legalBasis !== undefined && { basis: said(legalBasis) }),
    ...(letter && { letter: { number: said(letter.number), day: letter.day } }),
    purpose: said(request.purpose),
    ...(report !== undefined && { report: said(report) }),
    urgency: request.urgency,
    area: said(canonicalJson(area)),
    cams: [...request.cameraIds].sort(),
    t0: formatInstant(request.range.fromMs),
    t1: formatInstant(request.range.toMs),
    ...(awaited && {
      awaited: { at: formatInstant(awaited.atMs), until: formatInstant(awaited.answerByMs) },
    }),
    ...(expiresAtMs !== undefined && { until: formatInstant(expiresAtMs) }),
    ...answerMembers(request, words),
  };
}

function stateOf({ state }: FootageRequest): RequestRecord['state'] {
  if (state === 'draft') throw new TypeError('a draft has no record');
  return state;
}

const answerMembers = (
  { decision, emergency, closing }: FootageRequest,
  words: RecordWords,
): Pick<RequestMembers, 'decision' | 'emergency' | 'closing'> => ({
  ...(decision && { decision: judgementMembers(decision, words) }),
  ...(emergency && { emergency: emergencyMembers(emergency, words) }),
  ...(closing && { closing: closingMembers(closing, words) }),
});

const emergencyMembers = (
  { reason, countersignature, review, letters }: NonNullable<FootageRequest['emergency']>,
  words: RecordWords,
): NonNullable<RequestMembers['emergency']> => ({
  reason: wordsDigest(words.salt, reason),
  ...(countersignature && { countersigned: secondMembers(countersignature, words) }),
  ...(review && { review: judgementMembers(review, words) }),
  ...letterMembers(letters ?? [], words),
});

/** The newest in its parts, those before it as one digest. */
function letterMembers(
  letters: readonly AddedLetter[],
  { salt, nameOf }: RecordWords,
): Pick<NonNullable<RequestMembers['emergency']>, 'letter'> {
  const newest = letters.at(-1);
  if (!newest) return {};
  const said = (text: string) => wordsDigest(salt, text);
  return {
    letter: {
      authority: said(newest.authority),
      number: said(newest.number),
      day: newest.day,
      at: formatInstant(newest.atMs),
      by: nameOf(newest.byId),
      ...(letters.length > 1 && { earlier: said(canonicalJson(letters.slice(0, -1))) }),
    },
  };
}

const closingMembers = (
  { atMs, byId, outcome, note }: NonNullable<FootageRequest['closing']>,
  { salt, nameOf }: RecordWords,
): NonNullable<RequestMembers['closing']> => ({
  at: formatInstant(atMs),
  by: nameOf(byId),
  outcome,
  ...(note !== undefined && { note: wordsDigest(salt, note) }),
});

const judgementMembers = <V>(judgement: Judgement<V>, words: RecordWords) => ({
  ...secondMembers(judgement, words),
  verdict: judgement.verdict,
  ...(judgement.reason !== undefined && { reason: wordsDigest(words.salt, judgement.reason) }),
});

const secondMembers = ({ atMs, byId, onBehalfOfId, sameStation }: SecondPerson, { nameOf }: RecordWords) => ({
  at: formatInstant(atMs),
  by: nameOf(byId),
  ...(onBehalfOfId && { behalf: nameOf(onBehalfOfId) }),
  ...(sameStation && { same: sameStation }),
});

/** What a record says of the step. */
export type RequestStep = Pick<
  RequestRecord,
  'act' | 'actor' | 'role' | 'token' | 'rseq' | 'rprev' | keyof CommonFields
>;

const ofStep: Readonly<Record<keyof RequestStep, true>> = {
  ...{ v: true, log: true, id: true, at: true, boot: true, mono_ms: true, clk: true, by: true, salt: true },
  ...{ adopted: true, act: true, actor: true, role: true, token: true, rseq: true, rprev: true },
};

/**
 * The first member in which the request differs from its newest record; `undefined` where they agree. The request may be a row
 * that none of our processes wrote, and have any form.
 */
export function differingMember(
  request: FootageRequest,
  record: RequestRecord,
  nameOf: RecordWords['nameOf'],
): string | undefined {
  const said = new Map(Object.entries(record).filter(([name]) => !(name in ofStep)));
  const expected = new Map(Object.entries(membersOf(request, { salt: record.salt, nameOf })));
  const names = [...new Set([...said.keys(), ...expected.keys()])].sort();
  return names.find((name) => !isSame(said.get(name), expected.get(name)));
}

const isSame = (one: unknown, other: unknown): boolean =>
  canonicalJson({ is: one }) === canonicalJson({ is: other });

function membersOf(request: FootageRequest, words: RecordWords): object {
  try {
    return requestMembers(request, words);
  } catch {
    return {};
  }
}

/** The users whom the record of a request names. */
export const usersOfRequest = ({ requesterId, decision, emergency, closing }: FootageRequest): UserId[] =>
  [
    requesterId,
    ...[decision, emergency?.countersignature, emergency?.review].flatMap((second) =>
      second ? [second.byId, second.onBehalfOfId] : [],
    ),
    emergency?.letters?.at(-1)?.byId,
    closing?.byId,
  ].filter((user) => user !== undefined);
