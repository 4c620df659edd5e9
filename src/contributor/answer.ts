import type { Camera } from '../camera/index.ts';
import { Html, html, minutesStyle, type SpokenTime, spokenTime } from '../evidence/index.ts';
import type { AnswerWords } from './answer-words.ts';
import { lookKinds, type MonthOfLooks } from './looks.ts';
import type { Pause } from './pause.ts';

const dayMs = 24 * 3_600_000;

export interface AnswerFacts {
  readonly camera: Pick<Camera, 'name' | 'streetAddress' | 'purpose'>;
  readonly isRecorded: boolean;
  /** The one that lasts. */
  readonly pause?: Pause;
  /** Only what a contributor is told. */
  readonly months: readonly MonthOfLooks[];
  /** Absent where no time is set. */
  readonly retainDays?: number;
  readonly madeAtMs: number;
  readonly timeZone: string;
}

/**
 * The answer to a contributor: one page of HTML that needs nothing else, to be printed on A4. It names nobody: neither
 * who looked nor who asks.
 */
export function contributorAnswer(facts: AnswerFacts, words: AnswerWords): string {
  const times = spokenTime(words.lang, facts.timeZone);
  return html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title}: ${facts.camera.name}</title>
<style>${new Html(minutesStyle)}</style>
</head>
<body>
<header>
<h1>${words.title}</h1>
<p class="made">${words.madeAt} ${times.instant(facts.madeAtMs)}</p>
</header>
${cameraPart(facts, words, times)}
${looksPart(facts, words)}
${keptPart(facts, words, times)}
<section class="signing"><p class="party">${words.answered}</p><p class="hint">${words.signHere}</p><p class="name"></p></section>
</body>
</html>
`.text;
}

function cameraPart({ camera, ...facts }: AnswerFacts, words: AnswerWords, times: SpokenTime): Html {
  const lines: readonly (readonly [string, string | undefined])[] = [
    [words.name, camera.name],
    [words.address, camera.streetAddress],
    [words.purpose, camera.purpose],
    [words.state, stateOf(facts, words, times)],
  ];
  const told = lines.filter(([, value]) => value !== undefined);
  return html`<section><h2>1. ${words.camera}</h2>
<dl>${told.map(([name, value]) => html`<dt>${name}</dt><dd>${value ?? ''}</dd>`)}</dl></section>`;
}

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
<p class="note">${words.looksNote}</p>
${months.length === 0 ? html`<p>${words.noLooks}</p>` : looksTable(months, words)}</section>`;

const looksTable = (months: readonly MonthOfLooks[], words: AnswerWords): Html => html`<table>
<thead><tr><th scope="col">${words.month}</th>${lookKinds.map((kind) => html`<th scope="col" class="number">${words.kinds[kind]}</th>`)}</tr></thead>
<tbody>${months.map(({ month, counts }) => html`<tr><td>${month}</td>${lookKinds.map((kind) => html`<td class="number">${counts[kind]}</td>`)}</tr>\n`)}</tbody>
</table>`;

function keptPart({ pause, retainDays }: AnswerFacts, words: AnswerWords, times: SpokenTime): Html {
  const lastGone =
    pause && retainDays !== undefined
      ? words.lastGone(times.text(pause.fromMs + retainDays * dayMs))
      : undefined;
  return html`<section><h2>3. ${words.kept}</h2>
<p>${words.keptFor(retainDays)}</p>${lastGone === undefined ? '' : html`<p>${lastGone}</p>`}</section>`;
}
