export {
  type GapFigures,
  type LogFigures,
  type MonthFigures,
  mostNames,
  type NamedRequests,
  type RequestFigures,
} from './figures.ts';
export { monthBefore, type ReportMonth, reportMonth } from './month.ts';
export { type MonthReport, openMonthReport } from './month-report.ts';
export type { ReportRepository } from './report-repository.ts';
export { reportSheet } from './report-sheet.ts';
export { reportSheetEn, reportSheetVi } from './report-sheet-words.ts';
