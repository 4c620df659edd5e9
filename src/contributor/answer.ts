import type { Camera } from '../camera/index.ts';
import { dayMs } from '../core/index.ts';
import {
  type Agency,
  Html,
  html,
  letterHead,
  paperStyle,
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
 * The answer to a contributor: one page of HTML that needs nothing else, to be printed on A4 and signed. It names no
 * person: neither the addressee, nor who looked, nor who asked for a pause.
 */
export function contributorAnswer(facts: AnswerFacts, words: AnswerWords): string {
  const times = spokenTime(words.lang, facts.timeZone);
  return html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title}: ${facts.camera.name}</title>
<style>${new Html(paperStyle)}</style>
</head>
<body>
${letterHead(facts.agency, words.head)}
<p class="to">${words.to}</p>
<p>${words.opening(cameraText(facts), facts.agency.name ?? words.agency)}</p>
${statePart(facts, words, times)}
${looksPart(facts, words)}
${retentionPart(facts, words, times)}
<section><h2>4. ${words.complaint}</h2><p>${words.complaintTo}</p></section>
<section class="signing"><div class="signer"><p class="party">${words.signer}</p><p class="hint">${words.signHere}</p></div>
<div class="receivers">${words.receivers.map((line) => html`<p>${line}</p>`)}</div></section>
</body>
</html>
`.text;
}

const cameraText = ({ camera: { name, streetAddress } }: AnswerFacts): string =>
  streetAddress === undefined ? name : `${name}, ${streetAddress}`;

const statePart = ({ camera, ...facts }: AnswerFacts, words: AnswerWords, times: SpokenTime): Html =>
  html`<section><h2>1. ${words.state}</h2>
<p>${stateOf(facts, words, times)}${camera.purpose === undefined ? '' : ` ${words.purpose(camera.purpose)}`}</p></section>`;

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

const looksPart = ({ months }: AnswerFacts, words: AnswerWords): Html =>
  html`<section><h2>2. ${words.looks}</h2>
<p>${words.looksNote}</p>
${months.length === 0 ? html`<p>${words.noLooks}</p>` : looksTable(months, words)}</section>`;

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

function retentionPart({ pause, retainDays }: AnswerFacts, words: AnswerWords, times: SpokenTime): Html {
  const lastGone =
    pause && retainDays !== undefined
      ? words.lastGone(times.text(pause.fromMs + retainDays * dayMs))
      : undefined;
  return html`<section><h2>3. ${words.retention}</h2>
<p>${words.keptFor(retainDays)}</p>${lastGone === undefined ? '' : html`<p>${lastGone}</p>`}</section>`;
}
