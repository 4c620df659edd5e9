import type { Agency, LetterHeadWords } from '../letter-head.ts';
import type { PaperLanes, PaperMap } from './drawing.ts';

/** A paper: its content in the order of reading. How it looks is the printer’s. All text is plain, whoever wrote it. */
export interface Paper {
  readonly lang: 'vi' | 'en';
  /** Of the file; without words that people wrote. */
  readonly title: string;
  /** Written into the file; the same paper at the same time is the same bytes. */
  readonly atMs: number;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock =
  | { readonly kind: 'letter-head'; readonly agency: Agency; readonly words: LetterHeadWords }
  | { readonly kind: 'title'; readonly title: string; readonly subtitle: string }
  | PaperHeading
  | { readonly kind: 'paragraph'; readonly text: string; readonly look?: 'italic' | 'bold' | 'small' }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly isNumbered?: true }
  | { readonly kind: 'terms'; readonly terms: readonly (readonly [term: string, value: string])[] }
  /** Hex digits in groups of four, as people read them aloud. */
  | { readonly kind: 'digest'; readonly label: string; readonly digits: string }
  /** Ruled lines to write on by hand. */
  | { readonly kind: 'rules'; readonly lines: number }
  | PaperTable
  | { readonly kind: 'map'; readonly map: PaperMap }
  | { readonly kind: 'lanes'; readonly lanes: PaperLanes }
  | PaperPicture
  | PaperSignatures;

interface PaperHeading {
  readonly kind: 'heading';
  /** 1: a part of the paper or an annex; 2: a section of it. */
  readonly level: 1 | 2;
  readonly text: string;
  /** Begins a page, and stands in its middle. */
  readonly isAnnex?: true;
}

export interface PaperTable {
  readonly kind: 'table';
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly PaperRow[];
}

export interface PaperColumn {
  readonly title: string;
  /** Of the width, beside those of the other columns. */
  readonly share: number;
  readonly look?: 'number' | 'digits';
}

/** Cells, one for each column; or one line across all of them, above the rows that it names. */
export type PaperRow =
  | { readonly cells: readonly string[]; readonly over?: never }
  | { readonly over: string; readonly cells?: never };

export interface PaperPicture {
  readonly kind: 'picture';
  readonly jpeg: Uint8Array;
  /** Width divided by height, as it is to be seen; absent: as the file says. */
  readonly aspect?: number;
  readonly caption: string;
}

export interface PaperSignatures {
  readonly kind: 'signatures';
  /** From left to right: who signs, and what is to be written there. */
  readonly columns: readonly { readonly party: string; readonly hint: string }[];
  readonly receivers: readonly string[];
}

/** Prints papers. Never called in the process of a recorder: a long one takes seconds. */
export interface PaperPrinter {
  /** PDF, A4. The event loop gets its turn between the rows. Errors: `internal` `paper-not-printed`. */
  print(paper: Paper): Promise<Uint8Array>;
}
