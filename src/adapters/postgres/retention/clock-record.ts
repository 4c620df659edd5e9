import { formatInstant, type SiteId } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { EvidenceRecord, Fact } from '../../../log/index.ts';
import type { ClockConfirmation, ClockVerdict } from '../../../retention/index.ts';
import { actedBy, type RecordWords } from '../custody/acted.ts';
import { countsFromOf, shortenedMember } from './policy-record.ts';

type ClockRecord = Extract<EvidenceRecord, { type: 'clk' }>;
type WordRecord = Extract<ClockRecord, { act: 'confirm' }>;

/** What expiry found of a site's clock; `faultBefore`: `undefined` where it was never judged, `null` where it was trusted. */
export interface JudgedClock {
  readonly site: SiteId;
  readonly judgedAtMs: number;
  readonly verdict: ClockVerdict;
  readonly steppedByMs: number | undefined;
  readonly faultBefore: string | null | undefined;
}

/** The records of a judgement: the step that was seen, and the verdict where it is another one than before. */
export function judgementFacts({
  site,
  judgedAtMs,
  verdict,
  steppedByMs,
  faultBefore,
}: JudgedClock): readonly Fact[] {
  const about = { type: 'clk', site, at: formatInstant(Math.round(judgedAtMs)) } as const;
  const fault = verdict.isTrusted ? null : verdict.code;
  return [
    ...(steppedByMs === undefined
      ? []
      : [{ ...about, act: 'step', step_ms: Math.round(steppedByMs) } as const]),
    ...(fault === faultBefore ? [] : [{ ...about, ...verdictMembers(verdict) }]),
  ];
}

/** The members that the newest record of the verdict has: row and record say the same, or one was changed. */
export const verdictMembers = (verdict: ClockVerdict) =>
  verdict.isTrusted ? ({ act: 'trust' } as const) : ({ act: 'doubt', fault: verdict.code } as const);

/** The record of a person's word. */
export const wordFact = (
  site: SiteId,
  confirmation: ClockConfirmation,
  event: CustodyEvent,
  nameOf: RecordWords['nameOf'],
): Fact => ({
  ...wordMembers(confirmation, { nameOf, countsFrom: countsFromOf(event) }),
  ...actedBy(event, nameOf),
  site,
});

/** The members that the record of a word that waits has; `countsFrom` as of `policyMembers`. */
export const wordMembers = (
  { atMs, byId, shortened }: ClockConfirmation,
  { nameOf, countsFrom }: Pick<RecordWords, 'nameOf'> & { readonly countsFrom: string },
): Pick<WordRecord, 'type' | 'act' | 'at' | 'actor' | 'shortened'> => ({
  type: 'clk',
  act: 'confirm',
  at: formatInstant(atMs),
  actor: nameOf(byId),
  shortened: shortenedMember(shortened, countsFrom),
});

/** The record of a word that is taken back. */
export const endedWordFact = (site: SiteId, event: CustodyEvent, nameOf: RecordWords['nameOf']): Fact => ({
  type: 'clk',
  site,
  act: event.event === 'shortening-withdrawn' ? 'withdraw' : 'stop',
  ...actedBy(event, nameOf),
});
