export { Html, html } from './html.ts';
export {
  type LetterContent,
  type LetterSection,
  type LetterWords,
  letter,
  letterEn,
  letterVi,
} from './letter.ts';
export { type Agency, blank, type LetterHeadWords, letterHead } from './letter-head.ts';
export type { PaperLanes, PaperMap } from './paper/drawing.ts';
export type {
  Paper,
  PaperBlock,
  PaperColumn,
  PaperPicture,
  PaperPrinter,
  PaperRow,
  PaperSignatures,
  PaperTable,
} from './paper/paper.ts';
export { paperStyle } from './paper-style.ts';
export { lines, type SheetContent, type SheetSigner, type SheetWords, sheet, termList } from './sheet.ts';
export { type SpokenTime, spokenTime, writtenDay } from './spoken-time.ts';
