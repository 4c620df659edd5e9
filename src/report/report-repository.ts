import type { LogFigures, MonthFigures } from './figures.ts';
import type { ReportMonth } from './month.ts';

/** Counts in the catalogue, each figure in one statement. Errors: `unavailable` `catalogue-unavailable`. */
export interface ReportRepository {
  /** Of a month so far, where it is running. */
  ofMonth(month: ReportMonth, nowMs: number): Promise<MonthFigures>;
  log(): Promise<LogFigures>;
}
