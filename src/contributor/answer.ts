import type { Camera } from '../camera/index.ts';
import { dayMs } from '../core/index.ts';
import {
  type Agency,
  type Html,
  html,
  type LetterSection,
  letter,
  type SpokenTime,
  spokenTime,
} from '../print/index.ts';
import type { AnswerWords } from './answer-words.ts';
import { lookKinds, type MonthOfLooks } from './looks.ts';
import type { Pause } from './pause.ts';

export interface AnswerFacts {
  readonly camera: Pick<Camera, 'name' | 'streetAddress' | 'purpose'>;
  readonly isRecorded: boolean;
  /** The pause in force. */
  readonly pause?: Pause;
  /** Complete months only. */
  readonly months: readonly MonthOfLooks[];
  /** Absent where no policy is in force. */
  readonly retainDays?: number;
  readonly madeAtMs: number;
  readonly timeZone: string;
  /** The office that answers. */
  readonly agency: Agency;
}

/**
 * The answer to a contributor, as a letter. It names no person: neither the addressee, nor who looked, nor who asked for
 * a pause.
 */
export function contributorAnswer(facts: AnswerFacts, words: AnswerWords): string {
  const times = spokenTime(words.lang, facts.timeZone);
  return letter(facts.agency, words, {
    title: `${words.title}: ${facts.camera.name}`,
    subject: words.subject,
    to: words.to,
    opening: words.opening(cameraText(facts), facts.agency.name ?? words.agency),
    sections: [statePart(facts, words, times), looksPart(facts, words), retentionPart(facts, words, times)],
  });
}

const cameraText = ({ camera: { name, streetAddress } }: AnswerFacts): string =>
  streetAddress === undefined ? name : `${name}, ${streetAddress}`;

const statePart = (
  { camera, ...facts }: AnswerFacts,
  words: AnswerWords,
  times: SpokenTime,
): LetterSection => ({
  title: words.state,
  body: html`<p>${stateOf(facts, words, times)}${camera.purpose === undefined ? '' : ` ${words.purpose(camera.purpose)}`}</p>`,
});

function stateOf(
  { pause, isRecorded }: Pick<AnswerFacts, 'pause' | 'isRecorded'>,
  words: AnswerWords,
  times: SpokenTime,
): string {
  if (!pause) return isRecorded ? words.recorded : words.off;
  const from = times.text(pause.fromMs);
  if (pause.kind === 'withdrawn') return words.withdrawn(from);
  return words.paused(from, pause.untilMs === undefined ? undefined : times.text(pause.untilMs));
}

const looksPart = ({ months }: AnswerFacts, words: AnswerWords): LetterSection => ({
  title: words.looks,
  body: html`<p>${words.looksNote}</p>
${months.length === 0 ? html`<p>${words.noLooks}</p>` : looksTable(months, words)}`,
});

function looksTable(months: readonly MonthOfLooks[], words: AnswerWords): Html {
  const head = [...lookKinds.map((kind) => words.kinds[kind]), words.total];
  const rows = months.map(({ month, counts }) => {
    const numbers = lookKinds.map((kind) => counts[kind]);
    const cells = [...numbers, numbers.reduce((sum, count) => sum + count, 0)];
    return html`<tr><td>${words.monthText(month)}</td>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>\n`;
  });
  return html`<table><thead><tr><th scope="col">${words.month}</th>${head.map((word) => html`<th scope="col" class="number">${word}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table>`;
}

function retentionPart(
  { pause, retainDays }: AnswerFacts,
  words: AnswerWords,
  times: SpokenTime,
): LetterSection {
  const lastGone =
    pause && retainDays !== undefined
      ? words.lastGone(times.text(pause.fromMs + retainDays * dayMs))
      : undefined;
  return {
    title: words.retention,
    body: html`<p>${words.keptFor(retainDays)}</p>${lastGone === undefined ? '' : html`<p>${lastGone}</p>`}`,
  };
}
