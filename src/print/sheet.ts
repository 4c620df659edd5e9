import { type Html, html } from './html.ts';
import type { LetterSection } from './letter.ts';
import { type Agency, type LetterHeadWords, letterHead } from './letter-head.ts';
import { printedHtml } from './printed-html.ts';

/** A paper of the office that is no letter: a form, a receipt, a report. */
export interface SheetContent {
  /** Title of the file. */
  readonly fileTitle: string;
  /** In capitals, in the middle. */
  readonly title: string;
  readonly subtitle: string;
  readonly opening?: string;
  readonly sections: readonly LetterSection[];
  /** Who signs, from left to right: three at most. */
  readonly signers: readonly SheetSigner[];
  readonly receivers: readonly string[];
}

export interface SheetSigner {
  readonly party: string;
  readonly hint: string;
}

export interface SheetWords {
  readonly lang: 'vi' | 'en';
  readonly head: Omit<LetterHeadWords, 'subject'>;
}

/**
 * One page of HTML that needs nothing else, to be printed on A4 and signed. No signatures stand alone on a sheet: the last section goes
 * with them.
 */
export function sheet(agency: Agency, { lang, head }: SheetWords, content: SheetContent): string {
  const { fileTitle, title, subtitle, opening, sections, signers, receivers } = content;
  const numbered = sections.map(
    ({ title: of, body }, i) => html`<section><h2>${i + 1}. ${of}</h2>\n${body}</section>\n`,
  );
  return printedHtml(
    { lang, title: fileTitle },
    html`${letterHead(agency, head)}
<h1>${title}</h1>
<p class="subtitle">${subtitle}</p>
${opening === undefined ? '' : html`<p>${opening}</p>\n`}${numbered.slice(0, -1)}<div class="closing">${numbered.slice(-1)}
<section class="signing"><div class="parties signers-${signers.length}">${signers.map(signing)}</div>
<div class="receivers">${receivers.map((line) => html`<p>${line}</p>`)}</div></section></div>`,
  );
}

const signing = ({ party, hint }: SheetSigner): Html =>
  html`<div><p class="party">${party}</p><p class="hint">${hint}</p></div>`;

/** Names and what they say, one below the other; a row without a value is left out. */
export const termList = (
  rows: readonly (readonly [name: string, value: Html | string | undefined])[],
): Html =>
  html`<dl>${rows.flatMap(([name, value]) => (value === undefined ? [] : html`<dt>${name}</dt><dd>${value}</dd>\n`))}</dl>`;

/** Paragraphs; those that are absent are left out. */
export const lines = (texts: readonly (Html | string | undefined)[]): Html =>
  html`${texts.flatMap((text) => (text === undefined ? [] : html`<p>${text}</p>\n`))}`;
