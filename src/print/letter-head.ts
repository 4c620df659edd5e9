import { type Html, html } from './html.ts';

/** The office that signs printed papers. An absent part is a dotted line, to be written by hand. */
export interface Agency {
  /** `UBND PHƯỜNG HOA SIM` */
  readonly name?: string;
  /** The office above it: `UBND TỈNH QUẢNG NINH`. */
  readonly superior?: string;
  /** Where its papers are dated: `Hoa Sim`. */
  readonly place?: string;
}

export interface LetterHeadWords {
  /** The state and its motto, where papers begin with them. */
  readonly state: readonly string[];
  readonly agency: string;
  /** With dots for what the clerk writes. */
  readonly number: string;
  readonly subject?: string;
  readonly dated: (place: string) => string;
}

/** To be written by hand. */
export const blank = (length: number): string => '…'.repeat(length);

/** The head of an administrative paper (Decree 30/2020, annex I): office and number left, state, place and date right. */
export const letterHead = (agency: Agency, words: LetterHeadWords): Html => html`<header class="letter">
<div>${agency.superior === undefined ? '' : html`<p class="superior">${agency.superior}</p>`}<p class="agency">${agency.name ?? words.agency}</p>
<p>${words.number}</p>${words.subject === undefined ? '' : html`<p>${words.subject}</p>`}</div>
<div>${words.state.map((line) => html`<p class="state">${line}</p>\n`)}<p class="dated">${words.dated(agency.place ?? blank(8))}</p></div>
</header>`;
